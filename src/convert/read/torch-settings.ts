import type { PickleValue } from "./pickle-values.ts";

/** What the training scripts of GPT-2's kind call the number of heads. */
const HEADS = ["n_head", "num_attention_heads", "n_heads", "num_heads"];
/** Settings in settings that are looked through: Lightning keeps those of the model among its own. */
const DEPTH = 2;

type Settings = ReadonlyMap<PickleValue, PickleValue>;

/** What a training script says of a model, beside its tensors. */
interface TrainedSettings {
  readonly heads?: number;
  /** Whether `gelu` is exact: nanoGPT's is since it trains without biases, all others take GPT-2's own approximation. */
  readonly isExact: boolean;
}

export function readSettings(beside: Settings): TrainedSettings {
  const model = findSettings(beside, DEPTH);
  const heads = model && headsOf(model);
  return { ...(heads !== undefined && { heads }), isExact: model?.has("bias") === true && model.has("dropout") };
}

/** The dictionary that says how many heads there are. */
function findSettings(settings: Settings, depth: number): Settings | undefined {
  if (headsOf(settings) !== undefined) return settings;
  if (depth === 0) return undefined;
  for (const value of settings.values()) {
    const found = value instanceof Map ? findSettings(value, depth - 1) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function headsOf(settings: Settings): number | undefined {
  return HEADS.map((name) => settings.get(name)).find((value) => typeof value === "number");
}
