import { describe, expect, it } from "vitest";
import { numberAdded } from "./number-added.ts";

const token = (content: string, special = false) => ({
  content,
  special,
  single_word: false,
  lstrip: false,
  rstrip: false,
  normalized: false,
});
const VOCAB = new Map([
  ["a", 0],
  ["b", 1],
]);

describe("numberAdded", () => {
  it("keeps ids of the vocabulary, and numbers the others from its size on", () => {
    const { ids } = numberAdded([token("x"), token("b"), token("y"), token("x")], VOCAB);
    expect([...ids]).toEqual([
      ["x", 2],
      ["b", 1],
      ["y", 3],
    ]);
  });

  it("has a token special that was special once", () => {
    const { byId } = numberAdded([token("x", true), token("x")], VOCAB);
    expect(byId.get(2)?.special).toBe(true);
  });
});
