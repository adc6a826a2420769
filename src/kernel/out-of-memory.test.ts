import { describe, expect, it } from "vitest";
import { outOfMemory } from "./out-of-memory.ts";

describe("outOfMemory", () => {
  it("says what for, how much, and what is in use", () => {
    expect(outOfMemory("the cache", 5e6).failure).toMatchObject({
      code: "out_of_memory",
      message: "There is no memory for the cache: 5.0 MB were asked for.",
    });
    expect(outOfMemory("the cache", 5e6, 1e9).failure.message).toContain("beside 1.00 GB in use");
  });
});
