import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Json, parseStrictJson, plainJson } from "./strict-json.ts";
import { saying } from "./testing/refused.ts";

const plain = (json: Json): unknown =>
  json instanceof Map
    ? Object.fromEntries([...json].map(([key, value]) => [key, plain(value)]))
    : Array.isArray(json)
      ? json.map(plain)
      : json;

describe("parseStrictJson", () => {
  it("reads what JSON.parse reads", () => {
    const values = fc.jsonValue({ maxDepth: 5 });
    fc.assert(
      fc.property(values, fc.constantFrom(undefined, 1, "\t"), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        expect(plain(parseStrictJson(text, "a.json"))).toEqual(JSON.parse(text));
      }),
    );
  });

  it("refuses whatever JSON.parse refuses", () => {
    const texts = fc.string({ unit: fc.constantFrom(...'{}[]":,.0123-+eE \\u\nntfalsenull\u0000\u00a0') });
    fc.assert(
      fc.property(texts, (text) => {
        if (accepts(() => parseStrictJson(text, "a.json"))) expect(() => JSON.parse(text)).not.toThrow();
      }),
    );
  });

  it.each([
    ["a key twice", '{"a":1,"a":1}', "twice"],
    ["a key twice in different spelling", '{"a":1,"\\u0061":1}', "twice"],
    ["nesting without end", "[".repeat(100_000), "deep"],
    ["a number beyond all", "1e999", "too large"],
  ])("refuses %s", (_name, text, word) => {
    expect(() => parseStrictJson(text, "a.json")).toThrow(saying(word));
  });

  it("keeps keys that are names of an object's own parts", () => {
    const text = '{"__proto__":1,"prototype":2,"constructor":3,"toString":4}';
    expect(Object.entries(Object(plainJson(parseStrictJson(text, "a.json"))))).toEqual([
      ["__proto__", 1],
      ["prototype", 2],
      ["constructor", 3],
      ["toString", 4],
    ]);
    expect(JSON.stringify(plainJson(parseStrictJson(text, "a.json")))).toBe(text);
  });

  it("reads what Python's json writes for floats without digits, where numbers need not be integers", () => {
    const text = "[NaN,Infinity,-Infinity,-1]";
    expect(parseStrictJson(text, "a.json")).toEqual([
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      -1,
    ]);
    expect(() => parseStrictJson("[NaN]", "a.json", { integers: true })).toThrow(saying("is not JSON"));
  });

  it.each(["1.0", "1e3", "0.5", "01"])("takes integers only where told: %s", (text) => {
    expect(() => parseStrictJson(text, "a.json", { integers: true })).toThrow();
    expect(parseStrictJson("[12, -3]", "a.json", { integers: true })).toEqual([12, -3]);
  });
});

function accepts(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}
