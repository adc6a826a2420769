import { describe, expect, it } from "vitest";
import { appendTokens, EMPTY_BATCH, keepTokens, pickRows } from "./batch.ts";

const numbers = (values: BigInt64Array) => Array.from(values, Number);

describe("a batch of rows of different length", () => {
  const first = appendTokens(EMPTY_BATCH, [[7], [1, 2, 3]]);

  it("pads on the left and counts positions per row", () => {
    expect(numbers(first.inputIds)).toEqual([0, 0, 7, 1, 2, 3]);
    expect(numbers(first.attentionMask)).toEqual([0, 0, 1, 1, 1, 1]);
    expect(numbers(first.positionIds)).toEqual([0, 0, 0, 0, 1, 2]);
  });

  it("hides padding between cached and new tokens", () => {
    const second = appendTokens(first.next, [[8, 9], [4]]);
    expect(numbers(second.attentionMask)).toEqual([0, 0, 1, 1, 1, 1, 1, 1, 0, 1]);
    expect(numbers(second.positionIds)).toEqual([1, 2, 0, 3]);
    expect(second.next.tokens).toEqual([
      [7, 8, 9],
      [1, 2, 3, 4],
    ]);
  });

  it("drops, repeats and reorders rows", () => {
    expect(pickRows(first.next, [1, 1, 0]).tokens).toEqual([[1, 2, 3], [1, 2, 3], [7]]);
  });

  it("keeps the first tokens of each row, and the columns that one of them needs", () => {
    const { batch, columns } = keepTokens(first.next, 1);
    expect(batch.tokens).toEqual([[7], [1]]);
    expect(columns).toBe(3);
    expect(batch.columns).toEqual([
      [false, false, true],
      [true, false, false],
    ]);
  });
});
