import { describe, expect, it } from "vitest";
import { makeFailure } from "./outcome.ts";
import { describeInEnglish, tellInEnglish } from "./tell-in-english.ts";

describe("a failure in English", () => {
  it("writes counts without marks between digits, names with commas, foreign ones in quotes", () => {
    const files = makeFailure("limit_exceeded", "files", { count: 123_456, most: 10_000 });
    expect(tellInEnglish(files).message).toMatch(/123456.*10000/);
    const other = makeFailure("unsupported_architecture", "architecture", { path: "c", name: "B", names: ["X", "Y"] });
    expect(describeInEnglish(other)).toMatch(/^c: "B" is not supported\..*: X, Y\.$/);
  });

  it("has the hint behind the message, where there is one", () => {
    const full = makeFailure("quota", "full", {});
    const { message, hint } = tellInEnglish(full);
    expect(hint).toBeDefined();
    expect(describeInEnglish(full)).toBe(`${message} ${hint}`);
    const bare = tellInEnglish(makeFailure("cancelled", "request", {}));
    expect(bare).not.toHaveProperty("hint");
    expect(describeInEnglish(makeFailure("cancelled", "request", {}))).toBe(bare.message);
  });
});
