import { describe, expect, it } from "vitest";
import { isFailure, nameFailure } from "./name-failure.ts";
import { makeFailure } from "./outcome.ts";

describe("nameFailure", () => {
  it("says the code, the detail and every parameter", () => {
    expect(nameFailure(makeFailure("quota", "full", {}))).toBe("quota.full");
    expect(nameFailure(makeFailure("bad_request", "request", { field: "top_p" }))).toBe(
      "bad_request.request (field: top_p)",
    );
  });

  it("names failures within a failure, alone and in a list", () => {
    const inner = makeFailure("quota", "full", {});
    expect(nameFailure({ code: "note", detail: "x", parameters: { reason: inner } })).toContain("reason: quota.full");
    expect(nameFailure({ code: "note", detail: "x", parameters: { all: [inner, inner] } })).toContain(
      "all: quota.full; quota.full",
    );
    expect(isFailure(inner)).toBe(true);
    expect([isFailure("quota.full"), isFailure(null), isFailure(["a"])]).toEqual([false, false, false]);
  });

  it("stays one line of at most 2000 characters whatever a foreign file is called", () => {
    const named = nameFailure(makeFailure("bad_request", "request", { field: `a\n\u202e${"b".repeat(5000)}` }));
    expect(named).not.toMatch(/[\n\u202e]/);
    expect(named.length).toBeLessThanOrEqual(2001);
  });
});
