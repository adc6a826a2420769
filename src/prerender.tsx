import { StrictMode } from "react";
import { renderToString } from "react-dom/server";
import { App } from "./app/app.tsx";
import { CARD_META, writePageCard } from "./app/page-card.ts";
import { stillSession } from "./app/still-session.ts";
import { en } from "./app/words/en.ts";
import { PRODUCT } from "./app/words/product.ts";
import type { ModelCard } from "./contract/model-offer.ts";

/** The page as it is before anything happened, and what its head says of it. */
export interface Prerendered {
  readonly html: string;
  readonly title: string;
  readonly description: string;
  /** The `meta` element from which the page's own code reads what it was drawn with. */
  readonly card: { readonly name: string; readonly content: string };
}

/** Draws the page when the site is built, from the very components that take it over in the browser. */
export function prerender(card: ModelCard): Prerendered {
  return {
    html: renderToString(
      <StrictMode>
        <App session={stillSession(card)} />
      </StrictMode>,
    ),
    title: `${card.title} · ${PRODUCT}`,
    description: [card.summary || en.tagline, en.source].join(" "),
    card: { name: CARD_META, content: writePageCard(card) },
  };
}
