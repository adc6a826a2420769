import { expect, it } from "vitest";
import { byteCodec } from "../generate/testing/vocabulary-codec.ts";
import { beginningOf, recitalPrompts, samplePrompts } from "./sample-prompts.ts";

const codec = byteCodec();
const idsOf = (texts: readonly string[]) => texts.map((text) => codec.encode(text));

it.each([
  ["  To be or not to be", "To be"],
  ["Hello", "Hello"],
  ["Abenteuerlich", "Abente"],
  ["吾輩は猫である。名前", "吾輩は猫であ"],
  ["𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞", "𝄞𝄞𝄞𝄞𝄞𝄞"],
  ["   ", ""],
])("%j begins with %j", (text, beginning) => {
  expect(beginningOf(text)).toBe(beginning);
});

it("takes texts that are set aside, each beginning once and with a seed of its own", () => {
  const heldOut = idsOf(["one two three", "one two four", " ", "five six seven", "eight nine ten"]);
  const training = idsOf(["never shown here"]);
  expect(samplePrompts({ heldOut, training, cut: 0 }, codec, 2)).toEqual([
    { prompt: "one two", seed: 1 },
    { prompt: "five six", seed: 2 },
  ]);
});

it("takes texts to be recited from all over those that are trained on", () => {
  const training = idsOf(Array.from({ length: 9 }, (_, i) => `text ${i} more`));
  const asked = recitalPrompts({ heldOut: [], training, cut: 0 }, codec, 3);
  expect(asked.map(({ prompt }) => prompt)).toEqual(["text 0", "text 3", "text 6"]);
});
