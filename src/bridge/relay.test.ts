import { describe, expect, it, vi } from "vitest";
import { createRelay } from "./relay.ts";

const delta = (sample: number, text: string) => ({ sample, text, tokens: 1 });

function create() {
  const texts: string[] = [];
  const torn = vi.fn();
  const relay = createRelay(({ sample, text }) => void texts.push(`${sample}:${text}`), torn);
  return { ...relay, texts, torn };
}

describe("createRelay", () => {
  it("hands on from a second attempt only what the first had not, text by text", () => {
    const { next, texts, torn, isTorn } = create();
    const first = next();
    first(delta(0, "a"));
    first(delta(1, "x"));
    first(delta(0, "b"));
    const second = next();
    for (const [sample, text] of [
      [0, "a"],
      [0, "b"],
      [0, "c"],
      [1, "x"],
      [1, "y"],
    ] as const)
      second(delta(sample, text));
    expect(texts).toEqual(["0:a", "1:x", "0:b", "0:c", "1:y"]);
    expect([torn.mock.calls.length, isTorn()]).toEqual([0, false]);
  });

  it("hands on nothing more, and says so once, where an attempt says something else", () => {
    const { next, texts, torn, isTorn } = create();
    next()(delta(0, "a"));
    const second = next();
    second(delta(0, "other"));
    second(delta(0, "b"));
    expect(texts).toEqual(["0:a"]);
    expect([torn.mock.calls.length, isTorn()]).toEqual([1, true]);
  });
});
