import { currentPartWords, usePartWords } from "./current.ts";
import { enLate, type LateWords } from "./en-late.ts";
import type { Words } from "./words.ts";

const selectLate = ({ late }: Words) => late;

/** The words of dialogs, folded details and questions. */
export function useLateWords(): LateWords {
  return usePartWords(selectLate, enLate);
}

/** Those of this moment, for what is said once and not drawn. */
export function currentLateWords(): LateWords {
  return currentPartWords(selectLate, enLate);
}
