import { describe, expect, it } from "vitest";
import { withoutNulls } from "./without-nulls.ts";

describe("withoutNulls", () => {
  it("takes a null for what was not given, as deep as a request goes, and leaves lists alone", () => {
    expect(withoutNulls({ a: null, b: { c: null, d: { e: null } }, f: [null], g: 0 })).toEqual({
      b: { d: { e: null } },
      f: [null],
      g: 0,
    });
    expect([withoutNulls(null), withoutNulls("a"), withoutNulls([null])]).toEqual([null, "a", [null]]);
  });
});
