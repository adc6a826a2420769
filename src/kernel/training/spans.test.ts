import { expect, it } from "vitest";
import { spansOf, sumSpans } from "./spans.ts";

it("lie one after the other without their last tokens, and their losses are added up apart", () => {
  const spans = spansOf([[1, 2, 3], [4, 5], [6]]);
  expect(spans).toEqual([
    { first: 0, length: 2 },
    { first: 2, length: 1 },
    { first: 3, length: 0 },
  ]);
  expect(sumSpans(spans, [1, 2, 4])).toEqual([3, 4, 0]);
});
