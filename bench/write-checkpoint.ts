import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { randomCheckpoint } from "../src/convert/testing/random-checkpoint.ts";
import type { Gpt2Config } from "../src/gpt2/config.ts";
import { gpt2Tensors, shapeOf } from "../src/gpt2/tensors.ts";
import { madeUpTokenizer } from "./made-up-tokenizer.ts";
import { scaled } from "./prepare.ts";

/** What {@link writeCheckpoint} writes. */
export const CHECKPOINT_FILES = ["config.json", "tokenizer.json", "model.safetensors"] as const;

/**
 * A checkpoint as a trainer saves it, in float32: random weights of the size that training leaves, and a tokenizer of bytes and
 * made-up words.
 * @returns its bytes
 */
export async function writeCheckpoint(to: string, config: Gpt2Config): Promise<number> {
  await mkdir(to);
  await writeFile(join(to, "tokenizer.json"), await madeUpTokenizer(config.vocab_size));
  await writeFile(join(to, "config.json"), JSON.stringify({ model_type: "gpt2", ...config }));
  const { tensor } = scaled(randomCheckpoint(config));
  const header: Record<string, object> = {};
  const values: Float32Array[] = [];
  let at = 0;
  for (const known of gpt2Tensors(config)) {
    const weights = await tensor(known.name);
    header[known.name] = { dtype: "F32", shape: shapeOf(known), data_offsets: [at, at + weights.byteLength] };
    at += weights.byteLength;
    values.push(weights);
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  await writeFile(join(to, "model.safetensors"), [new BigUint64Array([BigInt(text.length)]), text, ...values]);
  return at;
}
