import { expect, it } from "vitest";
import { mergeWeights } from "./merged-weights.ts";

const F32 = {
  dtype: "F32",
  bytes: 4,
  most: 3e38,
  encode: (values: Float32Array<ArrayBuffer>) => values,
} as const;

async function* tensors() {
  yield { name: "wte.weight", shape: [2, 1], values: Float32Array.of(7, 8) };
  yield { name: "h.0.mlp.c_fc.weight", shape: [2, 3], values: Float32Array.of(1, 2, 3, 4, 5, 6) };
  yield { name: "lm_head.weight", shape: [1], values: Float32Array.of(9) };
}

it("adds the adapter to its matrix alone, and says where each tensor lies", async () => {
  // B A is [outputs, inputs]: its rows are 1, 2 and 3 times (10, 20).
  const term = { module: "h.0.mlp.c_fc", rank: 1, scale: 0.5, a: Float32Array.of(10, 20), b: Float32Array.of(1, 2, 3) };
  const bytes = await (await mergeWeights(tensors(), [term], F32)).arrayBuffer();
  const length = Number(new DataView(bytes).getBigUint64(0, true));
  expect(length % 8).toBe(0);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 8, length)));
  expect(header).toMatchObject({
    "transformer.wte.weight": { dtype: "F32", shape: [2, 1], data_offsets: [0, 8] },
    "transformer.h.0.mlp.c_fc.weight": { shape: [2, 3], data_offsets: [8, 32] },
    "lm_head.weight": { data_offsets: [32, 36] },
  });
  expect([...new Float32Array(bytes.slice(8 + length))]).toEqual([7, 8, 6, 12, 18, 14, 25, 36, 9]);
});

it("refuses a value that the file's numbers cannot have, by the tensor's name", async () => {
  const term = {
    module: "h.0.mlp.c_fc",
    rank: 1,
    scale: 1,
    a: Float32Array.of(0, 1),
    b: Float32Array.of(0, 0, 70_000),
  };
  const message = { detail: "merged_value", parameters: { name: "h.0.mlp.c_fc.weight", value: 70_006, most: 65_504 } };
  await expect(mergeWeights(tensors(), [term], { ...F32, most: 65_504 })).rejects.toMatchObject({ failure: message });
  const broken = { ...term, b: Float32Array.of(0, 0, Number.NaN) };
  await expect(mergeWeights(tensors(), [broken], F32)).rejects.toMatchObject({ failure: { detail: "merged_value" } });
  expect((await mergeWeights(tensors(), [{ ...term, b: Float32Array.of(0, 0, 65_498) }], F32)).size).toBeGreaterThan(0);
});
