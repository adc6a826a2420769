import { describe, expect, it } from "vitest";
import { byteCodec, vocabularyCodec } from "./testing/vocabulary-codec.ts";
import { joiningTokens, joinsWord, tokenBytes } from "./token-bytes.ts";
import { encodeUtf8 } from "./utf8.ts";

describe("the bytes of tokens", () => {
  const codec = vocabularyCodec(["a", "ab", [0xc3], "<s>", "b"], [3]);
  const bytes = tokenBytes(codec, 6);

  it("are a token's own, and nothing for special ones and for ids without a token", () => {
    expect([0, 1, 2, 4].map((id) => [...(bytes.of(id) ?? [])])).toEqual([[97], [97, 98], [0xc3], [98]]);
    expect([bytes.of(3), bytes.of(5), bytes.of(99)]).toEqual([undefined, undefined, undefined]);
  });

  it("go on beyond a beginning where they are longer", () => {
    expect(bytes.beyond(encodeUtf8("a"))).toEqual([1]);
    expect(bytes.beyond(encodeUtf8(""))).toEqual([0, 1, 2, 4]);
  });

  it("are read once for a tokenizer, and anew for another size", () => {
    expect(tokenBytes(codec, 6)).toBe(bytes);
    expect(tokenBytes(codec, 5)).not.toBe(bytes);
  });

  it("are all kept where they take more than was set aside", () => {
    const long = tokenBytes(vocabularyCodec(["x".repeat(70_000), "yz"]), 2);
    expect(long.of(0)).toHaveLength(70_000);
    expect([...(long.of(1) ?? [])]).toEqual([121, 122]);
  });
});

describe("what goes on with a word", () => {
  it.each([
    ["s", true],
    ["é", true],
    ["7", true],
    ["-", true],
    ["‐", true],
    [" s", false],
    [".", false],
    ["—", false],
    ["“", false],
  ])("%j: %s", (text, joins) => {
    expect(joinsWord(encodeUtf8(text))).toBe(joins);
  });

  it("may be a part of a letter, but no part of a dash", () => {
    expect(joinsWord(Uint8Array.of(0xc3))).toBe(true);
    expect(joinsWord(Uint8Array.of(0xe2, 0x80))).toBe(false);
  });

  it("is listed by token", () => {
    const codec = byteCodec([" the", "ing"]);
    const joining = joiningTokens(tokenBytes(codec, 258));
    expect(joining).toContain(257);
    expect(joining).toContain("a".charCodeAt(0));
    expect(joining).not.toContain(256);
    expect(joining).not.toContain(" ".charCodeAt(0));
  });
});
