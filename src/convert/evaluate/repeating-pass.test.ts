import { expect, it } from "vitest";
import type { ForwardPass } from "../../contract/forward-pass.ts";
import { RepeatingPass } from "./repeating-pass.ts";

function countingPass() {
  const calls: string[] = [];
  const logits = new Float32Array(1);
  const pass: ForwardPass = {
    vocabSize: 5,
    maxPositions: 9,
    cached: [[1]],
    async forward(tokens) {
      calls.push(`forward ${JSON.stringify(tokens)}`);
      // The array is used again for the next call, as real ones are.
      logits[0] = calls.length;
      return logits;
    },
    reorder: async () => void calls.push("reorder"),
    truncate: async () => void calls.push("truncate"),
    dispose: async () => void calls.push("dispose"),
  };
  return { calls, repeating: new RepeatingPass(pass) };
}

it("computes once, and gives the same answers after a rewind", async () => {
  const { calls, repeating } = countingPass();
  const measure = async () => {
    await repeating.truncate(0);
    const first = await repeating.forward([[1]]);
    await repeating.reorder([0]);
    return [first[0], (await repeating.forward([[2]], "all"))[0]];
  };
  const before = await measure();
  repeating.rewind();
  expect(await measure()).toEqual(before);
  expect(calls).toEqual(["truncate", "forward [[1]]", "reorder", "forward [[2]]"]);
});

it("goes on computing behind what it knows", async () => {
  const { calls, repeating } = countingPass();
  await repeating.forward([[1]]);
  repeating.rewind();
  await repeating.forward([[1]]);
  await repeating.truncate(1);
  await repeating.forward([[3]]);
  expect(calls).toEqual(["forward [[1]]", "truncate", "forward [[3]]"]);
  expect(repeating.cached).toEqual([]);
});

it("throws where something else is asked for", async () => {
  const { repeating } = countingPass();
  await repeating.forward([[1]]);
  repeating.rewind();
  await expect(repeating.forward([[1]], "all")).rejects.toThrow("something else");
});
