import type { Words } from "./words.ts";

/** The languages of the page by their BCP 47 tags, each under its own name. `index.html` names the same to `first-paint.js`. */
export const LANGUAGES = {
  en: "English",
  de: "Deutsch",
  es: "Español",
  fr: "Français",
  "pt-BR": "Português (Brasil)",
  "zh-Hans": "简体中文",
} as const;

export type Language = keyof typeof LANGUAGES;

/** For tests, by `?lang=` alone: longer words in brackets, and a page from right to left. */
const PSEUDO = {
  "en-XA": () => import("./pseudo.ts").then(({ longPseudo }) => longPseudo),
  "ar-XB": () => import("./pseudo.ts").then(({ mirroredPseudo }) => mirroredPseudo),
};

export type Shown = Language | keyof typeof PSEUDO;

/** English needs no file: its words come with the parts that say them. */
const FILES: Record<Exclude<Language, "en">, () => Promise<Words>> = {
  de: () => import("./de.ts").then(({ de }) => de),
  es: () => import("./es.ts").then(({ es }) => es),
  fr: () => import("./fr.ts").then(({ fr }) => fr),
  "pt-BR": () => import("./pt.ts").then(({ pt }) => pt),
  "zh-Hans": () => import("./zh.ts").then(({ zh }) => zh),
};

export function isLanguage(tag: string): tag is Language {
  return Object.hasOwn(LANGUAGES, tag);
}

export function isPseudo(tag: string): tag is keyof typeof PSEUDO {
  return Object.hasOwn(PSEUDO, tag);
}

/** @throws TypeError where the file does not come */
export async function fetchWords(language: Shown): Promise<Words | undefined> {
  if (isPseudo(language)) return PSEUDO[language]();
  return language === "en" ? undefined : FILES[language]();
}
