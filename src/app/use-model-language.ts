import type { ModelCard } from "../contract/model-offer.ts";
import { cardOf } from "./state/page-state.ts";
import { usePage } from "./use-page.ts";

/** The BCP 47 tag for what a model writes and what its card says; "und" where the card names no language, or several. */
function languageOf(card: ModelCard | undefined): string {
  const tag = card?.language ?? "";
  return /^[a-z]{2,3}(?:-[a-z\d]{2,8})*$/i.test(tag) ? tag : "und";
}

/** The language of the model's own texts, for their `lang`: they stay in it, whatever the page's. */
export function useModelLanguage(): string {
  return usePage((state) => languageOf(cardOf(state)));
}
