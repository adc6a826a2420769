import { describe, expect, it } from "vitest";
import { inEnglish } from "../contract/testing/refused.ts";
import { makePrecompiled } from "./precompiled.ts";
import { charsmapOf, offset, oneRule } from "./testing/charsmap.ts";

const A = "a".charCodeAt(0);
const rule = (text: string) => makePrecompiled(charsmapOf(oneRule(A, 0), `${text}\0`));

describe("a charsmap", () => {
  it("replaces what it has a rule for, and nothing else", () => {
    expect(rule("xyz")("banana b")).toBe("bxyznxyznxyz b");
    expect(rule("")("banana")).toBe("bnn");
  });

  it("replaces a short grapheme as a whole, and a long one character by character", () => {
    expect(rule("x")("a\u0301a")).toBe("xx");
    expect(rule("x")("a\u0301\u0316a")).toBe("xx");
    expect(rule("x")("a\u0301\u0316\u0323a")).toBe("x\u0301\u0316\u0323x");
  });

  it("ends at U+0000", () => expect(rule("x")("\0a")).toBe("\0x"));

  it.each<[string, string]>([
    ["no base64", "a$=="],
    ["base64 of another length", "AAAAA"],
    ["nothing", ""],
    ["three bytes", "AAAA"],
    ["a length of 0", charsmapOf([], "a\0")],
    ["a length beyond its end", charsmapOf(oneRule(A, 0), "", 1_000_000)],
    ["the largest length", charsmapOf(oneRule(A, 0), "x\0", 0xffff_ffff)],
    ["texts that are no UTF-8", charsmapOf(oneRule(A, 0), Uint8Array.of(0xff, 0))],
    ["a rule beyond its texts", charsmapOf(oneRule(A, 10), "x\0")],
    ["a rule far beyond its texts", charsmapOf(oneRule(A, 0x7fff_ffff), "x\0")],
    ["a rule within a character", charsmapOf(oneRule(A, 1), "é\0")],
    ["a rule that ends within a character", charsmapOf(oneRule(A, 2), "aé\0")],
    ["children beyond its end", charsmapOf([offset(4096)], "x\0")],
    ["children far beyond its end", charsmapOf([0xffff_ffff], "x\0")],
    ["a trie that is cut off", charsmapOf(oneRule(A, 0).slice(0, 400), "x\0")],
    ["a value beyond its end", charsmapOf(oneRule(A, 0, { [256 ^ A]: A | (1 << 8) | offset(2048) }), "x\0")],
  ])("is refused: %s", (_name, source) => {
    expect(() => makePrecompiled(source)).toThrow(expect.objectContaining({ name: "NotUnderstood" }));
  });

  it("says what is wrong with it", () => {
    const find = () => {
      try {
        return makePrecompiled("AAAA");
      } catch (error) {
        return inEnglish(error);
      }
    };
    expect(find()).toMatch(/charsmap/);
  });

  it("may lead back to its beginning: a text has an end", () => {
    const cycle = oneRule(A, 0, { [256 ^ 98]: 98 | offset(256 ^ 98 ^ 256) });
    expect(makePrecompiled(charsmapOf(cycle, "x\0"))(`${"b".repeat(1000)}a`)).toBe(`${"b".repeat(1000)}x`);
  });
});
