import { expect, it } from "vitest";
import { readCheckpoint, writeCheckpoint } from "./checkpoint-bytes.ts";

const checkpoint = {
  step: 4,
  updates: 3,
  rate: 0.0015,
  tokens: 812,
  before: 70.5,
  state: Float32Array.of(1, -2, 3.5),
  best: { step: 2, perplexity: 60.25, state: Float32Array.of(0.5, -0.25) },
};
const bytes = writeCheckpoint(checkpoint, "this one");

it("reads what was written", () => {
  expect(readCheckpoint(bytes, "this one")).toEqual(checkpoint);
  const inside = new Uint8Array([...new Uint8Array(7), ...bytes]).subarray(7);
  expect(readCheckpoint(inside, "this one")).toEqual(checkpoint);
});

it("takes nothing of another training, and nothing that is not whole", () => {
  expect(readCheckpoint(bytes, "another")).toBeUndefined();
  for (let length = 0; length < bytes.length; length++) {
    expect(readCheckpoint(bytes.subarray(0, length), "this one")).toBeUndefined();
  }
  expect(readCheckpoint(new Uint8Array([...bytes, 0]), "this one")).toBeUndefined();
});
