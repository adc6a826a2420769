import { refuse } from "../contract/outcome.ts";
import { randomStream } from "../generate/random.ts";
import { shuffle } from "./shuffle.ts";

/** Texts as token ids, each from the token that texts start with to the one that ends them. */
export interface PreparedTexts {
  readonly training: readonly (readonly number[])[];
  /** Set aside: they decide which state is kept. */
  readonly heldOut: readonly (readonly number[])[];
  /** Texts that were cut at the end, since they are longer than one pass. */
  readonly cut: number;
}

/** Fewer show nothing of a style, and leave nothing to be set aside. */
const LEAST_TEXTS = 10;
/** Share of the texts that is set aside. */
const HELD_OUT = 0.12;
/** Stream of random numbers that chooses them. */
const STREAM = 1;

/**
 * @param longest tokens of a text, those at its ends included
 * @param start what stands before every text; without it the first token of a text is not learnt
 * @param end the token that ends a text; a text that was cut has none
 * @throws Refusal `bad_request` where fewer than {@link LEAST_TEXTS} have anything to learn
 */
export function prepareTexts(
  texts: readonly string[],
  encode: (text: string) => readonly number[],
  {
    start,
    end,
    longest,
    seed,
  }: {
    readonly start: readonly number[];
    readonly end: number | undefined;
    readonly longest: number;
    readonly seed: number;
  },
): PreparedTexts {
  const whole = texts.map((text) => [...start, ...encode(text), ...(end === undefined ? [] : [end])]);
  const usable = whole.map((ids) => ids.slice(0, longest)).filter((ids) => ids.length > 1);
  if (usable.length < LEAST_TEXTS) {
    throw refuse("bad_request", "few_texts", { usable: usable.length, texts: texts.length, least: LEAST_TEXTS });
  }
  const mixed = shuffle(usable, randomStream(seed, STREAM));
  const count = Math.max(1, Math.round(HELD_OUT * mixed.length));
  const cut = whole.filter((ids) => ids.length > longest).length;
  return { training: mixed.slice(count), heldOut: mixed.slice(0, count), cut };
}
