import * as v from "valibot";
import type { ModelCard } from "../contract/model-offer.ts";

/** Name of the `meta` element that holds the card which the page was drawn with. */
export const CARD_META = "site-card";

const example = v.object({ text: v.string(), output: v.exactOptional(v.string()) });
const card = v.object({
  title: v.string(),
  summary: v.string(),
  license: v.exactOptional(v.string()),
  language: v.exactOptional(v.string()),
  tags: v.array(v.string()),
  examples: v.array(example),
});

/** What a page is drawn with: all that is seen before the model is looked up, and so not the card's whole text. */
export function writePageCard({ body: _whole, ...seen }: ModelCard): string {
  return JSON.stringify(seen);
}

/** The card that the page was drawn with; `undefined` where it was not, as on the development server. */
export function readPageCard(document: Document): ModelCard | undefined {
  const text = document.querySelector<HTMLMetaElement>(`meta[name=${CARD_META}]`)?.content;
  return text === undefined ? undefined : v.parse(card, JSON.parse(text));
}
