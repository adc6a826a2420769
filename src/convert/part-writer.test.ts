import { describe, expect, it } from "vitest";
import { TENSOR_ALIGNMENT } from "../onnx/stored-tensor.ts";
import { PART_BYTES } from "./encode-tensor.ts";
import { PartWriter } from "./part-writer.ts";

const tensor = (name: string, length: number, value = 1) => ({
  name,
  type: "uint8" as const,
  dims: [length],
  bytes: new Uint8Array(length).fill(value),
});

describe("PartWriter", () => {
  it("lays tensors one after the other, each where tensors begin, zeros between", () => {
    const writer = new PartWriter("onnx/m.onnx");
    expect(writer.add(tensor("a", 3, 7))).toBeUndefined();
    writer.add(tensor("b", 2, 9));
    const part = writer.finish();
    expect(part?.path).toBe("onnx/m.onnx_data");
    expect(part?.bytes).toHaveLength(TENSOR_ALIGNMENT + 2);
    expect([part?.bytes[2], part?.bytes[3], part?.bytes[TENSOR_ALIGNMENT]]).toEqual([7, 0, 9]);
    expect(writer.tensors).toMatchObject([
      { name: "a", offset: 0, length: 3 },
      { name: "b", offset: TENSOR_ALIGNMENT, length: 2 },
    ]);
    expect(writer.finish()).toBeUndefined();
  });

  it("gives a part out where the next tensor no longer fits, and begins another with nothing of it", () => {
    const writer = new PartWriter("m.onnx");
    writer.add(tensor("a", PART_BYTES - 10, 5));
    const full = writer.add(tensor("b", 11, 6));
    expect([full?.path, full?.bytes.length]).toEqual(["m.onnx_data", PART_BYTES - 10]);
    writer.add(tensor("c", 1, 6));
    const last = writer.finish();
    expect([last?.path, last?.bytes.length]).toEqual(["m.onnx_data_1", TENSOR_ALIGNMENT + 1]);
    expect(last?.bytes[12]).toBe(0);
    expect(writer.tensors.map(({ file, offset }) => [file, offset])).toEqual([
      ["m.onnx_data", 0],
      ["m.onnx_data_1", 0],
      ["m.onnx_data_1", TENSOR_ALIGNMENT],
    ]);
  });

  it("fills a part to its last byte", () => {
    const writer = new PartWriter("m.onnx");
    expect(writer.add(tensor("a", PART_BYTES))).toBeUndefined();
    expect(writer.finish()?.bytes).toHaveLength(PART_BYTES);
  });
});
