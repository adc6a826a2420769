import type { TextCodec } from "../contract/forward-pass.ts";
import type { PreparedTexts } from "../train/prepare-texts.ts";
import type { Asked } from "./voice.ts";

/** Words of a text that a sample begins with. */
const WORDS = 2;
/** Characters, where a script has no spaces. */
const CHARACTERS = 6;

/** Beginnings of texts that were set aside, which are never trained on: each with a seed of its own. */
export function samplePrompts({ heldOut }: PreparedTexts, codec: TextCodec, count: number): readonly Asked[] {
  return beginningsOf(heldOut, codec, count);
}

/** Beginnings of texts that are trained on, spread over all of them: after these a model recites, if ever. */
export function recitalPrompts({ training }: PreparedTexts, codec: TextCodec, count: number): readonly Asked[] {
  const apart = Math.max(1, Math.floor(training.length / count));
  return beginningsOf(
    training.filter((_, i) => i % apart === 0),
    codec,
    count,
  );
}

function beginningsOf(texts: readonly (readonly number[])[], codec: TextCodec, count: number): Asked[] {
  const beginnings = texts.map((ids) => beginningOf(codec.decode(ids))).filter((prompt) => prompt !== "");
  return [...new Set(beginnings)].slice(0, count).map((prompt, i) => ({ prompt, seed: i + 1 }));
}

export function beginningOf(text: string): string {
  const words = text.trim().split(/\s+/);
  const prompt = words.slice(0, WORDS).join(" ");
  const characters = Array.from(prompt);
  return words.length > WORDS || characters.length <= CHARACTERS ? prompt : characters.slice(0, CHARACTERS).join("");
}
