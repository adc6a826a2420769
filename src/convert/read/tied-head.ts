import type { Gpt2Config } from "../../gpt2/config.ts";
import { readRange } from "./read-range.ts";
import type { StoredTensor } from "./stored-tensor.ts";

/** Bytes compared at once, so that two copies of a big embedding are never in memory. */
const STEP = 4 * 1024 * 1024;

/**
 * Leaves one tensor of a tied pair, the embedding, whichever names were saved: a head that equals the embedding is dropped,
 * a head alone becomes the embedding where the configuration says that they are one.
 */
export async function tieHead(found: Map<string, StoredTensor>, config: Gpt2Config): Promise<Gpt2Config> {
  const [head, embedding] = [found.get("lm_head.weight"), found.get("wte.weight")];
  if (!head) return config;
  if (!embedding && config.tie_word_embeddings) found.set("wte.weight", head);
  else if (!embedding || !(await isSameTensor(head, embedding))) return config;
  found.delete("lm_head.weight");
  return { ...config, tie_word_embeddings: true };
}

/**
 * Whether an `lm_head.weight` is the embedding saved a second time. Compares the stored bytes: a head that was trained
 * apart differs within the first of them.
 */
async function isSameTensor(a: StoredTensor, b: StoredTensor): Promise<boolean> {
  return !a.compute && !b.compute && isSameBytes(a, b);
}

/** Whether two tensors are stored in the same way, with the same bytes. */
export async function isSameBytes(a: StoredTensor, b: StoredTensor): Promise<boolean> {
  const layout = (tensor: StoredTensor) => [tensor.dtype, tensor.bytes.size, tensor.shape, tensor.strides].join(";");
  if (layout(a) !== layout(b)) return false;
  for (let at = 0; at < a.bytes.size; at += STEP) {
    const end = Math.min(at + STEP, a.bytes.size);
    const [left, right] = await Promise.all([readRange(a, at, end), readRange(b, at, end)]);
    if (left.some((byte, i) => byte !== right[i])) return false;
  }
  return true;
}
