import { refuse } from "../../contract/outcome.ts";
import type { InferenceSession } from "onnxruntime-web";

/** What a graph wants fed; exporters differ. */
export interface GraphInputs {
  readonly attentionMask: boolean;
  readonly positionIds: boolean;
  /** `num_logits_to_keep`: logits of the last columns only. */
  readonly logitsToKeep: boolean;
  /** Merged decoders of optimum choose between two branches by this input. */
  readonly cacheBranch: boolean;
  /** Names of the key/value inputs. */
  readonly cache: readonly string[];
  readonly halfCache: boolean;
  /** True when several tokens can be appended to a cache; merged decoders promise that for one token only. */
  readonly appendsMany: boolean;
}

/**
 * Reads from a session what its graph wants.
 * @throws Refusal `no_usable_files` for a graph without a cache or with an input that is not known here
 */
export function readGraphInputs(session: InferenceSession): GraphInputs {
  const names = new Set(session.inputNames);
  const cache = session.inputNames.filter((name) => /^past_key_values\.\d+\.(key|value)$/.test(name));
  const known = new Set([
    "input_ids",
    "attention_mask",
    "position_ids",
    "num_logits_to_keep",
    "use_cache_branch",
    ...cache,
  ]);
  const strange = session.inputNames.find((name) => !known.has(name));
  if (strange !== undefined || cache.length === 0 || !names.has("input_ids")) {
    throw strange === undefined
      ? refuse("no_usable_files", "graph_without_cache", {})
      : refuse("no_usable_files", "graph_input", { name: strange.slice(0, 60) });
  }
  const types = session.inputMetadata.filter((input) => input.isTensor && input.name.startsWith("past_key_values"));
  return {
    attentionMask: names.has("attention_mask"),
    positionIds: names.has("position_ids"),
    logitsToKeep: names.has("num_logits_to_keep"),
    cacheBranch: names.has("use_cache_branch"),
    cache,
    halfCache: types.some((input) => input.isTensor && input.type === "float16"),
    appendsMany: !names.has("use_cache_branch"),
  };
}
