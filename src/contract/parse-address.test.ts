import { describe, expect, it } from "vitest";
import { parseAddress } from "./parse-address.ts";

describe("parseAddress", () => {
  it.each(["", "models/quotes", "https://[bad", "https://x:99999/"])("takes %j for none", (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  it("reads an address, alone or against a base", () => {
    expect(parseAddress("https://a.example/b")?.pathname).toBe("/b");
    expect(parseAddress("b?c", "https://a.example/")?.href).toBe("https://a.example/b?c");
    expect(parseAddress("b", "no base")).toBeUndefined();
  });

  it("says the same however often it is asked, for letters of Latin-1, too", () => {
    const read = () => parseAddress("https://hüb.example")?.host;
    const answers = new Set(Array.from({ length: 20_000 }, read));
    expect([...answers]).toEqual(["xn--hb-xka.example"]);
  });
});
