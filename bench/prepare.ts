import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import asc from "assemblyscript/asc";
import type { Dtype } from "../src/contract/dtypes.ts";
import type { Checkpoint } from "../src/convert/checkpoint.ts";
import { convertCheckpoint } from "../src/convert/package.ts";
import { randomCheckpoint } from "../src/convert/testing/random-checkpoint.ts";
import { BASE, DEFAULT } from "./page/shapes.ts";
import { writeGguf } from "./gguf.ts";
import { buildStockModel } from "./stock-graph.ts";

/** Says that all is there; another name each time when something is added. */
const COMPLETE = "complete-with-default";

/**
 * Writes what the contenders read into `folder`, once: the same random weights as our packages, as the stock layout and
 * as GGUF; a package of the default model's shape; and the floor's module.
 */
export async function prepare(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await compileFloor(join(folder, "floor.wasm"));
  if (existsSync(join(folder, COMPLETE))) return;
  const base = scaled(randomCheckpoint(BASE));
  await writePackage(join(folder, "ours"), base);
  await writePackage(join(folder, "int4"), base, ["q4"]);
  await writePackage(join(folder, "default"), scaled(randomCheckpoint(DEFAULT)), ["q4"]);
  await writeStock(join(folder, "stock"), base);
  const tokens = vocabulary(BASE.vocab_size);
  for (const type of ["q8_0", "q4_0"] as const)
    await write(join(folder, `${type}.gguf`), await writeGguf(base, type, tokens));
  await write(join(folder, COMPLETE), new Uint8Array());
}

/** Weights of the size that training leaves, so that no number overflows. */
export function scaled(checkpoint: Checkpoint): Checkpoint {
  return {
    ...checkpoint,
    async tensor(name) {
      const values = await checkpoint.tensor(name);
      return name.includes("ln_") ? values : values.map((value) => value * 0.1);
    },
  };
}

export async function writePackage(
  folder: string,
  checkpoint: Checkpoint,
  dtypes: readonly Dtype[] = ["q8"],
): Promise<void> {
  const sha256 = async (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
  for await (const { path, bytes } of convertCheckpoint(checkpoint, { name: "bench", dtypes, sha256 })) {
    await write(join(folder, path), bytes);
  }
}

async function writeStock(folder: string, checkpoint: Checkpoint): Promise<void> {
  const name = "model_quantized.onnx";
  const { graph, data } = await buildStockModel(checkpoint, `onnx/${name}_data`);
  await write(join(folder, "onnx", name), graph);
  await write(join(folder, "onnx", `${name}_data`), data);
  const last = BASE.vocab_size - 1;
  const config = {
    architectures: ["GPT2LMHeadModel"],
    model_type: "gpt2",
    ...checkpoint.config,
    bos_token_id: last,
    eos_token_id: last,
    "transformers.js_config": { use_external_data_format: { [name]: 1 } },
  };
  await write(join(folder, "config.json"), Buffer.from(JSON.stringify(config)));
  await write(join(folder, "generation_config.json"), Buffer.from(JSON.stringify({ eos_token_id: last })));
}

/** The 256 bytes as GPT-2 writes them, then made-up words. */
function vocabulary(size: number): string[] {
  let next = 256;
  const own = (byte: number) => (byte > 32 && byte < 127) || (byte > 160 && byte !== 173);
  const bytes = Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(own(byte) ? byte : next++));
  return [...bytes, ...Array.from({ length: size - 256 }, (_, i) => `word${i}`)];
}

async function compileFloor(target: string): Promise<void> {
  const options = ["--outFile", target, "--runtime", "stub", "--noAssert", "--enable", "simd", "-O3"];
  const { error, stderr } = await asc.main(["bench/assembly/floor.ts", ...options]);
  if (error !== null) throw new Error(`${error.message}\n${stderr.toString()}`);
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
}
