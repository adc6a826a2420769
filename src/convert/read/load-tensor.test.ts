import { saying } from "../../contract/testing/refused.ts";
import { describe, expect, it } from "vitest";
import { loadTensor } from "./load-tensor.ts";
import type { StoredTensor } from "./stored-tensor.ts";
import { memoryBytes } from "./memory-bytes.ts";

const stored = (dtype: string, bytes: Uint8Array, shape: number[], strides?: number[]): StoredTensor => ({
  name: "x",
  path: "model.bin",
  dtype,
  shape,
  bytes: memoryBytes(bytes),
  ...(strides ? { strides } : {}),
});
const bytesOf = (values: { readonly buffer: ArrayBuffer }) => new Uint8Array(values.buffer);

describe("loadTensor", () => {
  it("decodes halves: normal, subnormal, zero, smallest and largest", async () => {
    const halves = Uint16Array.of(0x3c00, 0xc000, 0x0001, 0x03ff, 0x0400, 0x7bff, 0x0000, 0x8000, 0x3555);
    const values = await loadTensor(stored("F16", bytesOf(halves), [9]));
    const expected = [1, -2, 2 ** -24, 1023 * 2 ** -24, 2 ** -14, 65_504, 0, -0, 1365 / 4096];
    expect([...values]).toEqual(expected);
  });

  it("decodes bfloat16", async () => {
    const values = await loadTensor(stored("BF16", bytesOf(Uint16Array.of(0x3f80, 0xc040, 0x0001, 0x8000)), [4]));
    expect([...values]).toEqual([1, -3, 2 ** -133, -0]);
  });

  it("puts a transposed matrix in order", async () => {
    const columns = bytesOf(Float32Array.of(1, 4, 2, 5, 3, 6));
    expect([...(await loadTensor(stored("F32", columns, [2, 3], [1, 2])))]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("refuses values that are not finite, with file, tensor and place", async () => {
    const failing = loadTensor(stored("F32", bytesOf(Float32Array.of(0, Number.NaN)), [2]));
    await expect(failing).rejects.toEqual(saying("element 1", { code: "malformed_file", subject: "model.bin: x" }));
  });

  it("refuses a tensor whose checksum is wrong", async () => {
    const verify = () => {
      throw new Error("checksum");
    };
    await expect(loadTensor({ ...stored("F32", new Uint8Array(4), [1]), verify })).rejects.toThrow("checksum");
  });
});
