import { use } from "react";
import { useLanguage } from "./choose-language.ts";
import { enTeach, type TeachWords } from "./en-teach.ts";
import type { Shown } from "./languages.ts";

/** The words of “Teach it your own” are files of their own: only who opens it fetches them. */
const FILES: Record<Exclude<Shown, "en">, () => Promise<TeachWords>> = {
  de: () => import("./de-teach.ts").then(({ deTeach }) => deTeach),
  es: () => import("./es-teach.ts").then(({ esTeach }) => esTeach),
  fr: () => import("./fr-teach.ts").then(({ frTeach }) => frTeach),
  "pt-BR": () => import("./pt-teach.ts").then(({ ptTeach }) => ptTeach),
  "zh-Hans": () => import("./zh-teach.ts").then(({ zhTeach }) => zhTeach),
  "en-XA": () => import("./pseudo-teach.ts").then(({ longTeach }) => longTeach),
  "ar-XB": () => import("./pseudo-teach.ts").then(({ mirroredTeach }) => mirroredTeach),
};

const fetched = new Map<Shown, Promise<TeachWords>>();

/** The same promise for the same language. @throws TypeError (of the promise) where the file does not come */
export function fetchTeachWords(language: Shown): Promise<TeachWords> {
  const known = fetched.get(language);
  if (known !== undefined) return known;
  const words = language === "en" ? Promise.resolve(enTeach) : FILES[language]();
  fetched.set(language, words);
  // One that did not come is fetched again.
  words.catch(() => fetched.delete(language));
  return words;
}

/** The words of “Teach it your own”; the part waits for them. */
export function useTeachWords(): TeachWords {
  return use(fetchTeachWords(useLanguage()));
}
