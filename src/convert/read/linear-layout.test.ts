import { expect, it } from "vitest";
import { addZeroBiases, isLinearLayout, transposeLinear } from "./linear-layout.ts";
import type { StoredTensor } from "./stored-tensor.ts";

const tensor = (name: string, shape: readonly number[]): [string, StoredTensor] => [
  name,
  { name, path: "w", shape, dtype: "F32", bytes: new Blob([]) },
];

it("tells torch's order of a matrix by its sides", () => {
  expect(isLinearLayout(new Map([tensor("h.0.attn.c_attn.weight", [12, 4])]))).toBe(true);
  expect(isLinearLayout(new Map([tensor("h.0.attn.c_attn.weight", [4, 12])]))).toBe(false);
});

it("turns matrices of blocks and nothing else", () => {
  const turned = transposeLinear(
    new Map([tensor("h.0.mlp.c_fc.weight", [16, 4]), tensor("wte.weight", [9, 4]), tensor("h.0.mlp.c_fc.bias", [16])]),
  );
  expect(turned.get("h.0.mlp.c_fc.weight")).toMatchObject({ shape: [4, 16], strides: [1, 4] });
  expect(turned.get("wte.weight")?.strides).toBeUndefined();
  expect(turned.get("h.0.mlp.c_fc.bias")?.shape).toEqual([16]);
});

it("adds zeros of the outputs' number where a bias is missing, and leaves those that are there", async () => {
  const all = addZeroBiases(
    new Map([
      tensor("h.0.mlp.c_fc.weight", [4, 16]),
      tensor("ln_f.weight", [4]),
      tensor("ln_f.bias", [4]),
      tensor("wte.weight", [9, 4]),
    ]),
  );
  const added = all.get("h.0.mlp.c_fc.bias");
  expect(added?.shape).toEqual([16]);
  expect(await added?.compute?.()).toEqual(new Float32Array(16));
  expect(all.get("ln_f.bias")?.compute).toBeUndefined();
  expect(all.has("wte.bias")).toBe(false);
});
