import { describe, expect, it } from "vitest";
import { saying } from "../contract/testing/refused.ts";
import { outOfMemory } from "./out-of-memory.ts";

describe("outOfMemory", () => {
  it("says what for, how much, and what is in use", () => {
    const refused = outOfMemory("cache", 5e6, 1e9);
    expect(refused).toEqual(
      saying("There is no memory for the text's key/value cache: 5.0 MB were asked for, beside 1.00 GB in use.", {
        code: "out_of_memory",
      }),
    );
  });
});
