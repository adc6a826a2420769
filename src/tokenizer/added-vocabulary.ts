import { type Finder, find, makeFinder } from "./find-longest.ts";
import { vocabularySize } from "./make-tokenize.ts";
import { type AddedToken, numberAdded } from "./number-added.ts";
import { refusePart } from "./refuse.ts";
import type { Model } from "./schema/model.ts";
import { SPACE, WORD } from "./unicode.ts";

/** A part of a text: a token's id, or text for the model. */
type Section = { readonly id: number } | { readonly text: string };

const wordAtEnd = new RegExp(`[${WORD}]$`, "u");
const wordAtStart = new RegExp(`^[${WORD}]`, "u");
const spaceAtStart = new RegExp(`^${SPACE}+`, "u");
const space = new RegExp(`^${SPACE}$`, "u");

/** Added tokens as the library finds them. */
export class AddedVocabulary {
  readonly byId: ReadonlyMap<number, AddedToken>;
  /** What a token is decoded to: its normalized form where it is looked for in that. */
  readonly texts: ReadonlyMap<number, string>;
  readonly special: ReadonlySet<string>;
  readonly #plain: Finder<number>;
  readonly #normalized: Finder<number>;

  /** @throws NotUnderstood for tokens that are one when they are normalized */
  constructor(tokens: readonly AddedToken[], model: Model, normalize: (text: string) => string) {
    const { ids, byId } = numberAdded(tokens, model.vocab, vocabularySize(model));
    const normalized = new Map(
      tokens.flatMap((token) => (token.normalized ? [[ids.get(token.content) ?? -1, normalize(token.content)]] : [])),
    );
    this.byId = byId;
    // Also of one that a later entry of the same text takes back: the library keeps its form.
    this.texts = new Map([...byId].map(([id, { content }]) => [id, normalized.get(id) ?? content]));
    this.special = new Set([...byId.values()].flatMap(({ special, content }) => (special ? [content] : [])));
    const all = [...byId];
    this.#plain = makeFinder(all.flatMap(([id, token]) => (token.normalized ? [] : [[token.content, id] as const])));
    const inNormalized = all.flatMap(([id, token]) =>
      token.normalized ? [[normalized.get(id) ?? "", id] as const] : [],
    );
    checkDistinct(inNormalized.map(([text]) => text));
    this.#normalized = makeFinder(inNormalized);
  }

  /** Cuts a text at the tokens that are looked for in it as it is, or as it is normalized. */
  split(text: string, which: "plain" | "normalized"): Section[] {
    const sections: Section[] = [];
    let done = 0;
    for (const { start, end, value: id } of find(which === "plain" ? this.#plain : this.#normalized, text)) {
      const token = this.byId.get(id);
      if (!token || (token.single_word && !isAlone(text, start, end))) continue;
      const from = token.lstrip ? Math.max(spaceStart(text, start), done) : start;
      const to = token.rstrip ? end + (spaceAtStart.exec(text.slice(end))?.[0].length ?? 0) : end;
      if (done < from) sections.push({ text: text.slice(done, from) });
      // Nothing is left of white space that the last token took.
      if (from < to) sections.push({ id });
      done = to;
    }
    if (done < text.length) sections.push({ text: text.slice(done) });
    return sections;
  }
}

/** Which of two equal ones is found is a matter of chance in the library, and so is where an empty one is. */
function checkDistinct(texts: readonly string[]): void {
  if (new Set(texts).size < texts.length) throw refusePart("twins", {});
  if (texts.includes("")) throw refusePart("vanishes", {});
}

function isAlone(text: string, start: number, end: number): boolean {
  return !wordAtEnd.test(text.slice(0, start)) && !wordAtStart.test(text.slice(end));
}

/** Where the white space before a place begins. */
function spaceStart(text: string, place: number): number {
  let start = place;
  // White space is never written with two code units.
  while (start > 0 && space.test(text.charAt(start - 1))) start--;
  return start;
}
