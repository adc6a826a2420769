import { createContext, use } from "react";
import { enPublish, type PublishWords } from "./en-publish.ts";
import { isLanguage, type Language } from "./languages.ts";

/** The words of the page that publishes are files of their own: no other page fetches them. */
const FILES: Record<Exclude<Language, "en">, () => Promise<PublishWords>> = {
  de: () => import("./de-publish.ts").then(({ de }) => de),
  es: () => import("./es-publish.ts").then(({ es }) => es),
  fr: () => import("./fr-publish.ts").then(({ fr }) => fr),
  "pt-BR": () => import("./pt-publish.ts").then(({ pt }) => pt),
  "zh-Hans": () => import("./zh-publish.ts").then(({ zh }) => zh),
};

/** @throws TypeError where the file does not come */
export async function fetchPublishWords(language: string): Promise<PublishWords> {
  if (language === "en-XA") return (await import("./pseudo-publish.ts")).longPublish;
  if (language === "ar-XB") return (await import("./pseudo-publish.ts")).mirroredPublish;
  return isLanguage(language) && language !== "en" ? FILES[language]() : enPublish;
}

export const PublishWordsContext = createContext<PublishWords>(enPublish);

/** The words of the page that publishes. */
export function usePublishWords(): PublishWords {
  return use(PublishWordsContext);
}
