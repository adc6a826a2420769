import { describe, expect, it } from "vitest";
import { fromBase64Url } from "./base64-url.ts";
import { toBase64Url } from "./to-base64-url.ts";

describe("base64url", () => {
  it("is what Node makes of it, and reads it back, for every length and byte", () => {
    for (let length = 0; length < 260; length++) {
      const bytes = Uint8Array.from({ length }, (_, at) => (at * 37 + length) & 255);
      const text = Buffer.from(bytes).toString("base64url");
      expect(toBase64Url(bytes)).toBe(text);
      expect(fromBase64Url(text)).toEqual(bytes);
    }
  });

  it.each(["a", "abcde", "a=b=", "a b!", "ab+/"])("refuses %j", (text) => {
    expect(() => fromBase64Url(text)).toThrow(RangeError);
  });
});
