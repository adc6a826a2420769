import type { AdapterInfo, ModelInfo } from "./model-info.ts";

/** Whether a model is the one of that name, has an adapter of it, or writes in its place. */
export function answersTo(model: ModelInfo, wanted: string): boolean {
  const { name, standsInFor } = model;
  return name === wanted || standsInFor === wanted || adapterOf(model, wanted) !== undefined;
}

/** The adapter that is meant where a model's name is asked for: never one that is called like the model in whose place this one writes. */
export function requestedAdapter(model: ModelInfo, wanted: string | undefined): AdapterInfo | undefined {
  return wanted === model.standsInFor ? undefined : adapterOf(model, wanted);
}

/** The adapter of a name. */
export function adapterOf({ adapters = [] }: ModelInfo, wanted: string | undefined): AdapterInfo | undefined {
  return adapters.find(({ name }) => name === wanted);
}
