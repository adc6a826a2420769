import type { FailureSentences } from "../../contract/failure-parameters.ts";
import type { Saying } from "../../contract/outcome.ts";
import { type Piece, tellFailure, type Writing } from "../../contract/tell-failure.ts";
import { formatBytes } from "../format.ts";
import type { EarlyWords } from "./en.ts";
import type { Shown } from "./languages.ts";
import { showChoice, showFixed, showNumber } from "./locale.ts";

/** What each language says of failures: a file of its own, since few visitors meet one. */
const FILES: Record<Shown, () => Promise<FailureSentences>> = {
  en: () => import("../../contract/failures-in-english.ts").then(({ failuresInEnglish }) => failuresInEnglish),
  de: () => import("./de-failures.ts").then(({ deFailures }) => deFailures),
  es: () => import("./es-failures.ts").then(({ esFailures }) => esFailures),
  fr: () => import("./fr-failures.ts").then(({ frFailures }) => frFailures),
  "pt-BR": () => import("./pt-failures.ts").then(({ ptFailures }) => ptFailures),
  "zh-Hans": () => import("./zh-failures.ts").then(({ zhFailures }) => zhFailures),
  "en-XA": () => import("./pseudo-failures.ts").then(({ longFailures }) => longFailures),
  "ar-XB": () => import("./pseudo-failures.ts").then(({ mirroredFailures }) => mirroredFailures),
};

/** @throws TypeError where the file does not come */
export function fetchFailures(language: Shown): Promise<FailureSentences> {
  return FILES[language]();
}

/**
 * Says a failure in the language that is shown: what happened, and what to do next.
 * @throws TypeError where the language's sentences do not come
 */
export async function sayFailure(
  failure: Saying,
  language: Shown,
  units: EarlyWords["units"],
): Promise<readonly Piece[]> {
  const { message, hint } = tellFailure(failure, await fetchFailures(language), writingIn(language, units));
  if (hint === undefined) return message;
  // A Chinese full stop brings its own gap.
  return language === "zh-Hans" ? [...message, ...hint] : [...message, " ", ...hint];
}

function writingIn(language: Shown, units: EarlyWords["units"]): Writing {
  return {
    number: (value) => showNumber(value),
    fixed: (value) => showFixed(value, 1),
    bytes: (value) => formatBytes(value, units),
    // Not by `Intl.ListFormat`: its lists without a word before the last have no comma in Chinese.
    list: (names) => names.join(language === "zh-Hans" ? "、" : ", "),
    either: showChoice,
  };
}
