import { expect, it } from "vitest";
import { keepShort } from "./keep-short.ts";

function counting() {
  const asked: string[] = [];
  const tokenize = keepShort((word) => {
    asked.push(word);
    return [word.length];
  });
  return { asked, tokenize };
}

it("cuts a short word once, and a long one each time", () => {
  const { asked, tokenize } = counting();
  expect([tokenize("ab"), tokenize("ab")]).toEqual([[2], [2]]);
  expect(asked).toEqual(["ab"]);
  const long = "x".repeat(257);
  expect([tokenize(long), tokenize(long)]).toEqual([[257], [257]]);
  expect(asked).toEqual(["ab", long, long]);
});

it("does not grow without end, whatever comes", () => {
  const { asked, tokenize } = counting();
  for (let i = 0; i < 10_001; i++) tokenize(`w${i}`);
  tokenize("w0");
  expect(asked).toHaveLength(10_002);
  tokenize("w10000");
  expect(asked).toHaveLength(10_002);
});
