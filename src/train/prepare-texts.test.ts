import { describe, expect, it } from "vitest";
import { saying } from "../contract/testing/refused.ts";
import { prepareTexts } from "./prepare-texts.ts";

const encode = (text: string) => [...text].map((letter) => letter.codePointAt(0) ?? 0);
const options = { start: [1], end: 2, longest: 8, seed: 3 };
const texts = Array.from({ length: 50 }, (_, i) => `t${i}`);

describe("prepared texts", () => {
  it("begin and end as the model's texts do, and each is in one of the two parts", () => {
    const { training, heldOut, cut } = prepareTexts(texts, encode, options);
    expect([training.length, heldOut.length, cut]).toEqual([44, 6, 0]);
    const all = [...training, ...heldOut].map((ids) => String.fromCodePoint(...ids.slice(1, -1)));
    expect(all.toSorted()).toEqual(texts.toSorted());
    for (const ids of training) expect([ids[0], ids.at(-1)]).toEqual([1, 2]);
  });

  it("are parted by the seed", () => {
    const parted = (seed: number) => prepareTexts(texts, encode, { ...options, seed }).heldOut;
    expect(parted(3)).toEqual(parted(3));
    expect(parted(3)).not.toEqual(parted(4));
  });

  it("are cut where they are too long, without a false end", () => {
    const { training, heldOut, cut } = prepareTexts([...texts, "much too long"], encode, options);
    const long = [...training, ...heldOut].find((ids) => ids.length === 8);
    expect([cut, long?.at(-1)]).toEqual([1, "o".codePointAt(0)]);
  });

  it("are refused where too few have anything to learn", () => {
    const bare = { ...options, start: [], end: undefined };
    const letters = Array.from("abcdefghijkl");
    expect(() => prepareTexts(letters, encode, bare)).toThrow(
      saying("0 of 12 texts can be learned from; at least 10 are needed.", { code: "bad_request" }),
    );
    expect(() => prepareTexts(texts.slice(0, 9), encode, options)).toThrow(
      saying("9 of 9 texts can be learned from; at least 10 are needed.", { code: "bad_request" }),
    );
    expect(prepareTexts(letters, encode, options).training).toHaveLength(11);
  });
});
