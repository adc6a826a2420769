import { expect, it } from "vitest";
import { noteOtherVocabulary } from "./compare-vocabularies.ts";
import { textFile } from "./memory-bytes.ts";
import { TINY_TOKENIZER } from "./testing/tiny-checkpoint.ts";

const fast = (vocab: object = TINY_TOKENIZER.model.vocab, merges = TINY_TOKENIZER.model.merges) =>
  textFile("tokenizer.json", JSON.stringify({ ...TINY_TOKENIZER, model: { ...TINY_TOKENIZER.model, vocab, merges } }));
const slow = [
  textFile("vocab.json", JSON.stringify(TINY_TOKENIZER.model.vocab)),
  textFile("merges.txt", TINY_TOKENIZER.model.merges.join("\n")),
];
const note = (...files: ReturnType<typeof textFile>[]) => noteOtherVocabulary(new Map(files), { rows: 3 });

it("finds that two vocabularies of one tokenizer are the same, or says on how many lines they differ", async () => {
  expect(await note(fast(), ...slow)).toEqual([]);
  expect(await note(fast({ a: 1, b: 0, ab: 2 }), ...slow)).toMatchObject([
    { detail: "other_vocabulary", parameters: { lines: 200 } },
  ]);
});

it("says nothing where there is one vocabulary, or half of another", async () => {
  expect(await note(fast())).toEqual([]);
  expect(await note(...slow)).toEqual([]);
  expect(await note(fast(), ...slow.slice(0, 1))).toEqual([]);
});
