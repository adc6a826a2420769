import { at } from "../contract/at.ts";
import { LONGEST } from "./find-draft.ts";

interface Odds {
  /** Equal tokens before the place, at least. */
  readonly from: number;
  hits: number;
  tries: number;
}

/** What is expected before anything was seen weighs as much as so many tokens. */
const WEIGHT = 3;
/** What was seen counts less with each token after it: a text may begin to repeat itself, and end to. */
const FADE = 0.95;

/** How often what followed before follows again, by how many tokens are the same; learned token by token while a text is written. */
export class DraftOdds {
  readonly #odds: readonly Odds[] = [
    { from: 0, hits: 0.35 * WEIGHT, tries: WEIGHT },
    { from: 4, hits: 0.6 * WEIGHT, tries: WEIGHT },
    { from: 8, hits: 0.85 * WEIGHT, tries: WEIGHT },
  ];

  /** @param matched equal tokens before the one that was guessed */
  add(matched: number, isHit: boolean): void {
    const odds = this.#of(matched);
    odds.hits = FADE * odds.hits + (isHit ? 1 : 0);
    odds.tries = FADE * odds.tries + 1;
  }

  /** Tokens that a pass over the last token and a draft is expected to write: one always comes. */
  expectTokens(matched: number, drafted: number): number {
    let [tokens, reached] = [1, 1];
    for (let i = 0; i < drafted; i++) {
      const { hits, tries } = this.#of(matched + i);
      reached *= hits / tries;
      tokens += reached;
    }
    return tokens;
  }

  #of(matched: number): Odds {
    const known = Math.min(matched, LONGEST);
    return this.#odds.findLast(({ from }) => from <= known) ?? at(this.#odds, 0);
  }
}
