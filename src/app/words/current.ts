import { useSyncExternalStore } from "react";
import { type EarlyWords, en } from "./en.ts";
import { setLocale } from "./locale.ts";
import type { Words } from "./words.ts";

/** `undefined` while the page is in English. */
let translation: Words | undefined;
const listeners = new Set<() => void>();

/** Puts a language in the place of the one that is shown. @param words `undefined` for English @param locale for numbers */
export function setWords(words: Words | undefined, locale: string): void {
  translation = words;
  setLocale(locale);
  for (const listener of listeners) listener();
}

/** @returns stops it */
export function onNewWords(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The words of this moment, for what is said once and not drawn. */
export function currentWords(): EarlyWords {
  return translation ?? en;
}

/** The words to draw with; a page that was drawn when the site was built is taken over in English, as it was drawn. */
export function useWords(): EarlyWords {
  return useSyncExternalStore(onNewWords, currentWords, () => en);
}

/** Words that come with a part of the page. @param english they where there is no translation */
export function usePartWords<T>(select: (words: Words) => T, english: T): T {
  const read = () => currentPartWords(select, english);
  return useSyncExternalStore(onNewWords, read, () => english);
}

/** The same, for what is said once and not drawn. */
export function currentPartWords<T>(select: (words: Words) => T, english: T): T {
  return translation === undefined ? english : select(translation);
}
