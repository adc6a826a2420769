import { expect, it } from "vitest";
import { findDraft } from "./find-draft.ts";

it("finds what followed the last tokens before", () => {
  expect(findDraft([1, 2, 3, 4, 5, 9, 2, 3], 3)).toEqual({ tokens: [4, 5, 9], matched: 2, agreed: undefined });
});

it("finds nothing where the last two never stood before, or where there are no two", () => {
  for (const ids of [[], [1], [1, 1], [1, 2, 3, 2, 1], [3, 1, 2, 4, 2]]) expect(findDraft(ids, 3)).toBeUndefined();
});

it("takes the place that shares most tokens, of equals the last one", () => {
  expect(findDraft([7, 1, 2, 8, 6, 1, 2, 9, 7, 1, 2], 1)).toMatchObject({ tokens: [8], matched: 3 });
  expect(findDraft([7, 1, 2, 8, 7, 1, 2, 9, 7, 1, 2], 1)).toMatchObject({ tokens: [9], matched: 3 });
});

it("goes round where the place is nearer than the guess is long", () => {
  expect(findDraft([5, 1, 2, 1, 2, 1, 2], 5)).toEqual({ tokens: [1, 2, 1, 2, 1], matched: 4, agreed: undefined });
  expect(findDraft([3, 3, 3], 4)).toEqual({ tokens: [3, 3, 3, 3], matched: 2, agreed: undefined });
});

it("counts no more equal tokens than tell something", () => {
  expect(findDraft(new Array(100).fill(4), 2)).toEqual({ tokens: [4, 4], matched: 16, agreed: 2 });
});

it("tells how far another place goes on alike, where it shares about as many tokens", () => {
  const twice = [1, 2, 5, 6, 7, 1, 2, 5, 6, 8, 1, 2];
  expect(findDraft(twice, 4)).toEqual({ tokens: [5, 6, 8, 1], matched: 2, agreed: 2 });
  expect(findDraft([9, ...twice.slice(0, 5), 9, 4, 3, ...twice.slice(5, 10), 9, 4, 3, 1, 2], 4)).toEqual({
    tokens: [5, 6, 8, 9],
    matched: 5,
    agreed: undefined,
  });
  expect(findDraft([1, 2, 5, 1, 2, 6, 1, 2], 1)).toMatchObject({ tokens: [6], agreed: 0 });
});
