import { expect, it } from "vitest";
import { atLength } from "./at-length.ts";

it("changes the scores where a row has just so many tokens", () => {
  const process = atLength(2, (scores) => void scores.fill(7));
  const after = [[1], [1, 2], [1, 2, 3]].map((ids) => {
    const scores = new Float32Array(1);
    process(scores, ids);
    return scores[0];
  });
  expect(after).toEqual([0, 7, 0]);
});
