import { useSyncExternalStore } from "react";
import { LOCAL_ITEMS } from "../../contract/on-device.ts";
import { writeItem } from "../small-storage.ts";
import { onNewWords, setWords } from "./current.ts";
import { fetchWords, isLanguage, isPseudo, type Language, type Shown } from "./languages.ts";

/** A language that takes longer to come does not keep the page away; the words change when it is here. */
const WITHIN_MS = 3000;

let shown: Shown = "en";
/** The latest that was wanted: a file that comes after another was chosen changes nothing. */
let wanted: Shown = shown;

/** Shows the language that `first-paint.js` found for this visitor; English where its file does not come. */
export async function openLanguage(): Promise<void> {
  const { language = "en" } = document.documentElement.dataset;
  const late = new Promise<void>((resolve) => setTimeout(resolve, WITHIN_MS));
  await Promise.race([show(isLanguage(language) || isPseudo(language) ? language : "en").catch(() => undefined), late]);
}

/**
 * Shows a language, and keeps the choice on the device while it differs from the browser's.
 * @throws TypeError where its file does not come
 */
export async function chooseLanguage(language: Language): Promise<void> {
  await show(language);
  if (language !== wanted) return;
  const { browserLanguage } = document.documentElement.dataset;
  writeItem(LOCAL_ITEMS.language, language === browserLanguage ? undefined : language);
  const address = new URL(location.href);
  if (!address.searchParams.has("lang")) return;
  // The address named another language, and would do so again.
  address.searchParams.delete("lang");
  history.replaceState(history.state, "", address);
}

/** The language that is shown. */
export function useLanguage(): Shown {
  return useSyncExternalStore(
    onNewWords,
    () => shown,
    () => "en",
  );
}

async function show(language: Shown): Promise<void> {
  wanted = language;
  const words = await fetchWords(language);
  if (language !== wanted) return;
  shown = language;
  Object.assign(document.documentElement, { lang: language, dir: language === "ar-XB" ? "rtl" : "ltr" });
  setWords(words, localeFor(language));
}

/** With the visitor's region, where the browser names one: `de-CH` writes numbers in another way than `de`. */
function localeFor(language: Shown): string {
  if (isPseudo(language)) return "en";
  const [base] = language.split("-");
  return navigator.languages.find((tag) => tag.split("-")[0] === base) ?? language;
}
