import { expect, it } from "vitest";
import { withParameter } from "./with-parameter.ts";

it("changes one parameter, or leaves it out, and keeps the others", () => {
  expect(withParameter({ top_k: 5, top_p: 0.9 }, "top_k", 7)).toEqual({ top_k: 7, top_p: 0.9 });
  expect(withParameter({ top_k: 5, top_p: 0.9 }, "top_k", undefined)).toEqual({ top_p: 0.9 });
  expect(withParameter({}, "seed", 0)).toEqual({ seed: 0 });
});
