import { describe, expect, it } from "vitest";
import { bytesOf, toSymbols } from "./byte-symbols.ts";

describe("byte symbols", () => {
  it("writes a space as GPT-2's vocabulary does, and letters as they are", () => {
    expect([toSymbols(" life"), toSymbols("\n"), toSymbols("é")]).toEqual(["Ġlife", "Ċ", "Ã©"]);
  });

  it("gives every byte a character of its own that one can see, and reads it back", () => {
    const symbols = new Set<string>();
    const bytes = new Set<number>();
    for (let code = 0; code < 0x800; code++) {
      const text = String.fromCharCode(code);
      const token = toSymbols(text);
      expect(bytesOf(token)).toEqual([...new TextEncoder().encode(text)]);
      for (const symbol of token) symbols.add(symbol);
      for (const byte of bytesOf(token)) bytes.add(byte);
    }
    // All of ASCII, what may follow, and what begins two bytes.
    expect([symbols.size, bytes.size]).toEqual([222, 222]);
    expect([...symbols].filter((one) => /\s|\p{Cc}/u.test(one))).toEqual([]);
  });

  it("takes a token with other characters for its text", () => {
    expect(bytesOf("Ġ→")).toEqual([...new TextEncoder().encode("Ġ→")]);
  });
});
