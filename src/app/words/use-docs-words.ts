import { usePartWords } from "./current.ts";
import { type DocsWords, enDocs } from "./en-docs.ts";
import type { Words } from "./words.ts";

const selectDocs = ({ docs }: Words) => docs;

/** The words of the API's page. */
export function useDocsWords(): DocsWords {
  return usePartWords(selectDocs, enDocs);
}
