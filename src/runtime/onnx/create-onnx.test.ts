import * as ort from "onnxruntime-node";
import { afterEach, describe, expect, it } from "vitest";
import type { ModelFiles } from "../../contract/bytes.ts";
import type { ForwardPass, TokenRows } from "../../contract/forward-pass.ts";
import { type Dtype, GRAPH_FILES } from "../../contract/dtypes.ts";
import { convertCheckpoint } from "../../convert/package.ts";
import { randomCheckpoint, TINY } from "../../convert/testing/random-checkpoint.ts";
import { readSizes } from "../../gpt2/config-text.ts";
import { ReferenceGpt2 } from "../../gpt2/testing/reference-gpt2.ts";
import { createOnnx } from "./create-onnx.ts";

const CONFIG = { ...TINY, n_embd: 64, n_inner: 128 };
const checkpoint = randomCheckpoint(CONFIG);
const started: ForwardPass[] = [];

async function convert(dtypes: readonly Dtype[]): Promise<ModelFiles> {
  const held = new Map<string, Uint8Array>();
  const options = { name: "tiny", dtypes, sha256: async () => "0".repeat(64) };
  for await (const { path, bytes } of convertCheckpoint(checkpoint, options)) held.set(path, bytes.slice());
  const bytes = (path: string) => held.get(path) ?? new Uint8Array();
  return {
    paths: [...held.keys()],
    size: (path) => bytes(path).length,
    bytes: async (path) => bytes(path),
    text: async (path) => new TextDecoder().decode(bytes(path)),
    async *stream(path) {
      yield bytes(path);
    },
  };
}

/** Our graph on native ONNX Runtime; `own: false` treats it as one that counts positions from the first column. */
async function start(dtype: Dtype, own = true): Promise<ForwardPass> {
  const files = await convert([dtype]);
  const graph = { graph: GRAPH_FILES[dtype], data: files.paths.filter((path) => path.includes(".onnx_data")) };
  const shape = readSizes(await files.text("config.json"));
  const pass = await createOnnx(ort, files, { graph, shape, own, provider: "cpu", exactCache: true });
  started.push(pass);
  return pass;
}

async function reference(): Promise<ForwardPass> {
  const weights = new Map<string, Float32Array>();
  for (const name of checkpoint.tensorNames) weights.set(name, await checkpoint.tensor(name));
  return new ReferenceGpt2(
    { ...CONFIG, activation_function: "gelu_new" },
    (name) => weights.get(name) ?? new Float32Array(),
  );
}

/** Largest difference of what both answer to the same calls. */
async function difference(a: ForwardPass, b: ForwardPass, tokens: TokenRows, want: "last" | "all"): Promise<number> {
  const left = (await a.forward(tokens, want)).slice();
  const right = await b.forward(tokens, want);
  expect(left.length).toBe(right.length);
  return left.reduce((most, value, i) => Math.max(most, Math.abs(value - (right[i] ?? 0))), 0);
}

afterEach(async () => {
  for (const pass of started.splice(0)) await pass.dispose();
});

describe.each([
  ["fp32, rows together", "fp32", true, 1e-3],
  ["fp32, row by row", "fp32", false, 1e-3],
  ["fp16 with a float16 cache", "fp16", true, 0.05],
] as const)("a graph on ONNX Runtime: %s", (_name, dtype, own, tolerance) => {
  it("answers rows of different length as the reference does, and goes on from its cache", async () => {
    const [pass, expected] = [await start(dtype, own), await reference()];
    expect(await difference(pass, expected, [[1, 2, 3, 4, 5], [6], [7, 8]], "last")).toBeLessThan(tolerance);
    expect(await difference(pass, expected, [[9], [10, 11, 12], [13]], "all")).toBeLessThan(tolerance);
    expect(pass.cached).toEqual(expected.cached);
  });

  it("drops, repeats and reorders rows", async () => {
    const [pass, expected] = [await start(dtype, own), await reference()];
    await difference(pass, expected, [[1, 2, 3], [4]], "last");
    for (const model of [pass, expected]) await model.reorder([1, 0, 1]);
    expect(await difference(pass, expected, [[5], [6, 7], [8]], "last")).toBeLessThan(tolerance);
    for (const model of [pass, expected]) await model.reorder([2]);
    expect(await difference(pass, expected, [[9]], "last")).toBeLessThan(tolerance);
  });

  it("truncates rows of different length and goes on, or starts again", async () => {
    const [pass, expected] = [await start(dtype, own), await reference()];
    await difference(
      pass,
      expected,
      [
        [1, 2, 3, 4],
        [5, 6],
      ],
      "last",
    );
    for (const model of [pass, expected]) await model.truncate(3);
    expect(pass.cached).toEqual([
      [1, 2, 3],
      [5, 6],
    ]);
    expect(await difference(pass, expected, [[7], [8, 9]], "last")).toBeLessThan(tolerance);
    for (const model of [pass, expected]) await model.truncate(0);
    expect(await difference(pass, expected, [[3, 2, 1]], "all")).toBeLessThan(tolerance);
  });
});

it("refuses bytes that are no graph, and still runs the next model", async () => {
  const files = await convert(["fp32"]);
  const broken = { ...files, bytes: async () => Uint8Array.of(1, 2, 3) };
  const shape = readSizes(await files.text("config.json"));
  const options = {
    graph: { graph: "onnx/model.onnx", data: [] },
    shape,
    own: true,
    provider: "cpu",
    exactCache: true,
  } as const;
  await expect(createOnnx(ort, broken, options)).rejects.toMatchObject({
    failure: { code: "malformed_file", subject: "onnx/model.onnx" },
  });
  expect((await start("fp32")).vocabSize).toBe(CONFIG.vocab_size);
});
