import type { Draft } from "./find-draft.ts";

/** Tokens that are guessed alike. */
interface Odds {
  hits: number;
  tries: number;
}

/** What is expected before anything was seen weighs as much as so many tokens. */
const WEIGHT = 3;
/** What was seen counts less with each token after it: a text may begin to repeat itself, and end to. */
const FADE = 0.95;
/** Equal tokens before a place from which on guesses are counted apart. */
const LENGTHS = [0, 4, 8] as const;
/** What is expected of a guess at first, by these lengths: from one place, from two that agree, and behind where they differ. */
const EXPECTED = { alone: [0.35, 0.6, 0.85], agreed: [0.5, 0.75, 0.9], differing: [0.2, 0.3, 0.4] } as const;

/** How often what followed before follows again; learned token by token while a text is written. */
export class DraftOdds {
  readonly #odds: Record<keyof typeof EXPECTED, readonly Odds[]> = {
    alone: EXPECTED.alone.map(oddsOf),
    agreed: EXPECTED.agreed.map(oddsOf),
    differing: EXPECTED.differing.map(oddsOf),
  };

  /** @param index of the token of the guess that came true, or did not: those before it did */
  add(draft: Draft, index: number, isHit: boolean): void {
    const odds = this.#of(draft, index);
    odds.hits = FADE * odds.hits + (isHit ? 1 : 0);
    odds.tries = FADE * odds.tries + 1;
  }

  /** Tokens that a pass over the last token and the first so many of a guess is expected to write: one always comes. */
  expectTokens(draft: Draft, drafted: number): number {
    let [tokens, reached] = [1, 1];
    for (let i = 0; i < drafted; i++) {
      const { hits, tries } = this.#of(draft, i);
      reached *= hits / tries;
      tokens += reached;
    }
    return tokens;
  }

  #of({ matched, agreed }: Draft, index: number): Odds {
    const kind = agreed === undefined ? "alone" : index < agreed ? "agreed" : "differing";
    const length = LENGTHS.findLastIndex((from) => from <= matched + index);
    return this.#odds[kind][length] ?? oddsOf(0);
  }
}

function oddsOf(expected: number): Odds {
  return { hits: expected * WEIGHT, tries: WEIGHT };
}
