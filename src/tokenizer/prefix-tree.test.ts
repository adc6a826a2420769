import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PrefixTree, ROOT } from "./prefix-tree.ts";

describe("PrefixTree", () => {
  it("finds each text that was set, the last number of each, and no other", () => {
    const texts = fc.array(fc.tuple(fc.string({ unit: fc.constantFrom("a", "b", "é", "🙂"), maxLength: 6 }), fc.nat()));
    fc.assert(
      fc.property(
        texts,
        fc.string({ unit: fc.constantFrom("a", "b", "é"), minLength: 1, maxLength: 6 }),
        (given, other) => {
          const tree = new PrefixTree();
          for (const [text, value] of given) if (text !== "") tree.set(text, value);
          const last = new Map(given.filter(([text]) => text !== ""));
          for (const [text, value] of last) expect(tree.valueAt(tree.nodeOf(text))).toBe(value);
          if (!last.has(other)) expect(tree.valueAt(tree.nodeOf(other))).toBeLessThan(0);
        },
      ),
      { seed: 7 },
    );
  });

  it("visits the texts that go on from a place, short ones first", () => {
    const tree = new PrefixTree(Object.entries({ a: 0, abc: 1, b: 2, xab: 3 }));
    const found: number[][] = [];
    tree.visitFrom("zabcd", 1, ROOT, (value, end) => found.push([value, end]));
    tree.visitFrom("zabcd", 1, tree.nodeOf("x"), (value, end) => found.push([value, end]));
    tree.visitFrom("z", 1, ROOT, (value, end) => found.push([value, end]));
    expect(found).toEqual([
      [0, 2],
      [1, 4],
      [3, 3],
    ]);
  });

  it("grows", () => {
    const tree = new PrefixTree();
    for (let i = 0; i < 20_000; i++) tree.set(`t${i}`, i);
    expect(tree.size).toBeGreaterThan(20_000);
    for (let i = 0; i < 20_000; i += 7) expect(tree.valueAt(tree.nodeOf(`t${i}`))).toBe(i);
    expect(tree.below(ROOT, "x".charCodeAt(0))).toBe(0);
  });
});
