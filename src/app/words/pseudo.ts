import { en } from "./en.ts";
import { enDocs } from "./en-docs.ts";
import { enEmbed } from "./en-embed.ts";
import { enLate } from "./en-late.ts";
import type { Words } from "./words.ts";

const ENGLISH: Words = { ...en, late: enLate, docs: enDocs, embed: enEmbed };

/** English in brackets and a third longer: a sentence without brackets is in no file of words, one that is cut needs room. */
export const longPseudo = changeAll(ENGLISH, lengthen);

/** English from right to left, letter by letter: what is still on the left does not follow the page's direction. */
export const mirroredPseudo = changeAll(ENGLISH, mirror);

export function lengthen(text: string): string {
  return text === "" ? "" : `⟦${text}${"~".repeat(Math.ceil(text.length * 0.3))}⟧`;
}

export function mirror(text: string): string {
  return `\u202e${text}\u202c`;
}

/** The same words with every sentence changed, those of functions when they are called. */
export function changeAll<T extends object>(words: T, change: (text: string) => string): T {
  const seen = new Map<string | symbol, unknown>();
  const changed = (value: unknown): unknown => {
    if (typeof value === "string") return change(value);
    if (typeof value === "function")
      return (...gaps: unknown[]) => change(String(Reflect.apply(value, undefined, gaps)));
    return typeof value === "object" && value !== null ? changeAll(value, change) : value;
  };
  return new Proxy(words, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (!Object.hasOwn(target, key)) return value;
      if (!seen.has(key)) seen.set(key, changed(value));
      return seen.get(key);
    },
  });
}
