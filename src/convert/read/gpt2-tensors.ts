import { type Refusal, refuse } from "../../contract/outcome.ts";
import { refuseFile } from "../../contract/refuse-file.ts";
import type { Gpt2Config } from "../../gpt2/config.ts";
import { gpt2Tensors, shapeOf } from "../../gpt2/tensors.ts";
import type { StoredTensor } from "./stored-tensor.ts";

/** What trainers and compilers put before a tensor's name, and what scripts call the model in theirs, in any order. */
const PREFIXES = [
  ...["module.", "_orig_mod.", "_fsdp_wrapped_module.", "base_model.", "pretrained_model.", "model.", "_model."],
  ...["transformer.", "gpt2.", "gpt.", "net.", "lm.", "llm.", "language_model.", "backbone."],
];
/** In a block, and no part of the computation: causal masks that transformers before 4.31 saved, cross-attention without an encoder. */
const IDLE = /^h\.\d+\.(?:attn\.(?:bias|masked_bias)$|crossattention\.|ln_cross_attn\.)/;
const BLOCK = /^h\.\d+\./;

/** Tensors of GPT-2 by their canonical names, in the order of the computation. */
export type Gpt2Tensors = ReadonlyMap<string, StoredTensor>;

/** A checkpoint's tensors and the configuration corrected by them. */
export interface MatchedTensors {
  readonly config: Gpt2Config;
  readonly tensors: Gpt2Tensors;
}

/**
 * Finds every tensor that the configuration calls for and checks its shape. The embedding's rows decide `vocab_size`,
 * since fine-tuning often grows the embedding and forgets `config.json`; all else must be as the configuration says.
 * Tensors outside the blocks that GPT-2 does not know (heads of other tasks) are left out, inside a block they mean
 * another architecture.
 * @throws Refusal `malformed_file` that names file and tensor
 */
export function matchGpt2Tensors(found: Gpt2Tensors, config: Gpt2Config): MatchedTensors {
  const rows = found.get("wte.weight")?.shape[0] ?? config.vocab_size;
  const head = found.has("lm_head.weight");
  const whole = { ...config, vocab_size: rows, tie_word_embeddings: !head };
  if (!head && !config.tie_word_embeddings) {
    throw refuseFile("config.json", "untied", {});
  }
  const tensors = new Map<string, StoredTensor>();
  for (const expected of gpt2Tensors(whole)) {
    const { name } = expected;
    const shape = shapeOf(expected);
    const tensor = found.get(name);
    if (!tensor) throw lacksTensor([...found.values()][0]?.path, name);
    if (tensor.shape.join() !== shape.join()) {
      throw refuseFile(tensor.path, "tensor_shape", {
        name: tensor.name,
        shape: tensor.shape.join(", "),
        expected: shape.join(", "),
      });
    }
    tensors.set(name, tensor);
  }
  const stray = [...found.keys()].find((name) => BLOCK.test(name) && !tensors.has(name));
  if (stray !== undefined) {
    throw refuseFile(found.get(stray)?.path ?? "", "stray_tensor", { name: stray });
  }
  return { config: whole, tensors };
}

/**
 * Tensors under their canonical names, those left out that do nothing.
 * @throws Refusal `malformed_file` when two names mean the same tensor
 */
export function canonicalTensors(stored: readonly StoredTensor[]): Map<string, StoredTensor> {
  const found = new Map<string, StoredTensor>();
  for (const tensor of stored) {
    const name = canonicalName(tensor.name);
    if (IDLE.test(name)) continue;
    if (found.has(name)) throw refuseFile(tensor.path, "name_twice", { name });
    found.set(name, tensor);
  }
  return found;
}

/** A tensor's name without what was put before it. */
export function canonicalName(name: string): string {
  let rest = name;
  for (;;) {
    const prefix = PREFIXES.find((start) => rest.startsWith(start));
    if (prefix === undefined) return rest;
    rest = rest.slice(prefix.length);
  }
}

/** @param path of any file with tensors */
function lacksTensor(path: string | undefined, name: string): Refusal {
  return path === undefined
    ? refuse("malformed_file", "checkpoint_lacks_tensor", { name })
    : refuseFile(path, "lacks_tensor", { name });
}
