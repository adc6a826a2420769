import * as fc from "fast-check";
import { describe, it } from "vitest";
import { FUZZ_TARGETS, fuzz } from "./testing/fuzz-targets.ts";

describe("readers under random and mutated bytes", () => {
  it.each(FUZZ_TARGETS)(
    "throw only refusals: $name",
    async (target) => {
      await fc.assert(fuzz(target), { numRuns: 300 });
    },
    120_000,
  );
});
