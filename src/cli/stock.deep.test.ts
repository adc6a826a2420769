import { basename, dirname } from "node:path";
import { env, pipeline } from "@huggingface/transformers";
import * as ort from "onnxruntime-node";
import { beforeAll, describe, expect, it } from "vitest";
import type { Dtype } from "../contract/dtypes.ts";
import { readCheckpoint } from "../convert/read/read-checkpoint.ts";
import { fixtureFiles } from "../convert/read/testing/checkpoints.ts";
import { writePackage } from "../convert/testing/convert-fixture.ts";
import { readSizes } from "../gpt2/config-text.ts";
import { findGraphs } from "../runtime/find-graphs.ts";
import { createOnnx } from "../runtime/onnx/create-onnx.ts";
import { type Open, ownText } from "./testing/own-text.ts";

const PROMPT = "The sun";
const TOKENS = 16;

/**
 * The runtime that the stock pipeline has in Node: the same arithmetic on any processor. In q8 it is another than WASM's on
 * x86 with AVX2 but without VNNI, where native ONNX Runtime lets sums of two products stop at 16 bits.
 */
const onNative: Open = async (files, dtype) => {
  const graph = findGraphs(files.paths)[dtype];
  if (graph === undefined) throw new Error(`There is no graph of ${dtype}.`);
  const shape = readSizes(await files.text("config.json"));
  return createOnnx(ort, files, { graph, shape, own: true, provider: "cpu", exactCache: dtype !== "q8" });
};

const nativeText = (folder: string, dtype: Dtype) => ownText(folder, dtype, PROMPT, TOKENS, onNative);

/** What the stock pipeline of transformers.js answers in Node. */
async function stockAnswer(folder: string, dtype: Dtype): Promise<unknown> {
  env.localModelPath = dirname(folder);
  env.allowRemoteModels = false;
  const generator = await pipeline("text-generation", basename(folder), { dtype });
  const answer = await generator(PROMPT, { max_new_tokens: TOKENS, do_sample: false });
  await generator.dispose();
  return answer;
}

describe.each(["plain", "untied", "legacy"] as const)("a package of %s in stock transformers.js", (shape) => {
  let folder = "";
  beforeAll(async () => {
    const checkpoint = await readCheckpoint(fixtureFiles(shape, "bin"));
    folder = await writePackage({ ...checkpoint, generationConfig: {} }, ["q8", "q4", "fp32"]);
  });

  it.each(["q8", "q4", "fp32"] as const)("gives the greedy text of our own loop in %s", async (dtype) => {
    const text = await nativeText(folder, dtype);
    expect(await stockAnswer(folder, dtype)).toEqual([{ generated_text: text }]);
  });
});

it("a half-precision package with attention in float32 gives the greedy text of float32", async () => {
  const checkpoint = await readCheckpoint(fixtureFiles("bfloat", "safetensors"));
  expect(checkpoint.config.reorder_and_upcast_attn).toBe(true);
  const folder = await writePackage({ ...checkpoint, generationConfig: {} }, ["fp16", "fp32"]);
  const text = await nativeText(folder, "fp32");
  expect(await stockAnswer(folder, "fp16")).toEqual([{ generated_text: text }]);
});
