import type { ModelInfo } from "./model-info.ts";

/** Whether a model is the one of that name, or writes in its place. */
export function answersTo({ name, standsInFor }: ModelInfo, wanted: string): boolean {
  return name === wanted || standsInFor === wanted;
}
