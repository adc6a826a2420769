import { createHash } from "node:crypto";
import * as v from "valibot";
import type { Dtype } from "../contract/dtypes.ts";
import { modelManifest } from "../contract/manifest.ts";
import type { Checkpoint } from "../convert/checkpoint.ts";
import { convertCheckpoint } from "../convert/package.ts";
import { randomCheckpoint, TINY } from "../convert/testing/random-checkpoint.ts";
import type { Gpt2Config } from "../gpt2/config.ts";
import { ReferenceGpt2 } from "../gpt2/testing/reference-gpt2.ts";
import { byteTokenizer } from "./byte-tokenizer.ts";

export type FileMap = Record<string, Uint8Array>;

const CONFIG = { ...TINY, vocab_size: 257, n_positions: 128, n_embd: 64, n_inner: 256 };
const PROMPT = [72, 101, 108, 108, 111];

/** A checkpoint of random weights that reads and writes bytes. */
export function tinyCheckpoint(changes: Partial<Gpt2Config> = {}): Checkpoint {
  const generationConfig = { eos_token_id: 256, max_length: 40 };
  return { ...randomCheckpoint({ ...CONFIG, ...changes }), tokenizer: byteTokenizer(), generationConfig };
}

/** A q8 package of random weights, so large that the kernel takes threads where memory can be shared. */
export async function largePackage(): Promise<FileMap> {
  return convert(tinyCheckpoint({ n_embd: 1024, n_inner: 4096, n_layer: 4, n_head: 16 }), "large", ["q8"]);
}

/** As large, but quickly made: most of its weights are positions. */
export async function longPackage(): Promise<FileMap> {
  return convert(tinyCheckpoint({ n_positions: 160_000 }), "long", ["q8"]);
}

/** The package that our own converter makes of the tiny checkpoint, with the known answer of its float32 weights. */
export async function tinyPackage(
  dtypes: readonly Dtype[] = ["q8", "q4", "fp32"],
  changes: Partial<Checkpoint> = {},
): Promise<FileMap> {
  const checkpoint = { ...tinyCheckpoint(), ...changes };
  const files = await convert(checkpoint, "tiny", dtypes);
  const manifest = v.parse(modelManifest, JSON.parse(new TextDecoder().decode(files["manifest.json"])));
  const known = { prompt_ids: PROMPT, token_ids: await greedy(await referenceOf(checkpoint), PROMPT, 16) };
  files["manifest.json"] = new TextEncoder().encode(JSON.stringify({ ...manifest, known_answer: known }));
  return files;
}

async function convert(checkpoint: Checkpoint, name: string, dtypes: readonly Dtype[]): Promise<FileMap> {
  const sha256 = async (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
  const files: FileMap = {};
  for await (const { path, bytes } of convertCheckpoint(checkpoint, { name, dtypes, sha256 })) {
    files[path] = bytes.slice();
  }
  return files;
}

async function referenceOf(checkpoint: Checkpoint): Promise<ReferenceGpt2> {
  const weights = new Map<string, Float32Array>();
  for (const name of checkpoint.tensorNames) weights.set(name, await checkpoint.tensor(name));
  return new ReferenceGpt2({ ...CONFIG, activation_function: "gelu_new" }, (name) => {
    const tensor = weights.get(name);
    if (tensor === undefined) throw new Error(`There is no tensor ${name}.`);
    return tensor;
  });
}

async function greedy(model: ReferenceGpt2, prompt: readonly number[], steps: number): Promise<number[]> {
  const answer: number[] = [];
  let next = prompt;
  for (let step = 0; step < steps; step++) {
    const logits = await model.forward([next]);
    // NaN where the weights are: then no token is likeliest, and the first stands for it.
    const best = Math.max(0, logits.indexOf(logits.reduce((most, logit) => Math.max(most, logit))));
    answer.push(best);
    next = [best];
  }
  return answer;
}
