import { expect, test } from "vitest";
import { noise } from "../convert/testing/random-checkpoint.ts";
import { multiply } from "../gpt2/multiply.ts";
import { createMultiply } from "./create-multiply.ts";
import { kernelModule } from "./testing/start-kernel.ts";

test.each([
  [1, 8, 4],
  [5, 48, 50],
  [4, 768, 400],
  [3, 7, 10],
  [2, 8, 5],
])("multiplies %i rows of %i inputs to %i outputs like the plain product", async (rows, inputs, outputs) => {
  const quick = await createMultiply(await kernelModule());
  const x = noise(rows * inputs, 1);
  const matrix = noise(inputs * outputs, 2);
  const bias = noise(outputs, 3);
  for (const given of [undefined, bias]) {
    const expected = multiply(x, matrix, inputs, given);
    const found = quick(x, matrix, inputs, given);
    expect(found.length).toBe(expected.length);
    expected.forEach((value, i) => {
      expect(found[i]).toBeCloseTo(value, 4);
    });
  }
});

test("multiplies in plain JavaScript what does not fit the memory that it gets", async () => {
  // The checked build may take 64 MiB, and a product of these takes 67 MB.
  const quick = await createMultiply(await kernelModule());
  const [x, matrix] = [new Float32Array(4 * (1 << 22)).fill(0.5), new Float32Array(1 << 22).fill(2)];
  expect([...quick(x, matrix, 1 << 22)]).toEqual(Array(4).fill(1 << 22));
  expect([...quick(new Float32Array(4).fill(1), new Float32Array(4).fill(2), 4)]).toEqual([8]);
});
