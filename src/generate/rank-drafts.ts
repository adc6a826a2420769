import type { FinishReason } from "../contract/generate-result.ts";
import { repeatedShare } from "./repeated-share.ts";

/** A text to choose, or not. */
export interface Draft {
  /** The prompt that it follows. */
  readonly before: string;
  readonly text: string;
  readonly finish: FinishReason | undefined;
  /** How likely the model finds it, in natural logarithms; see {@link likelihoodOf}. */
  readonly likelihood: number;
}

/**
 * Orders texts, the best first. One that says something ranks above one that does not, one that ended by itself above one that was
 * cut, one whose quotation marks and brackets are closed above one that leaves them open; else the likelihood decides,
 * less what the text repeats. Repeats of a text rank below all others.
 * @returns indices into `drafts`; of equal ones the earlier goes first, so that the order depends on nothing else
 */
export function rankDrafts(drafts: readonly Draft[]): number[] {
  const scored = drafts.map((draft, index) => ({
    index,
    key: [Number(saysSomething(draft)), Number(isWhole(draft)), Number(isClosed(draft)), weigh(draft)],
  }));
  scored.sort((a, b) => compare(b.key, a.key) || a.index - b.index);
  const seen = new Set<string>();
  const isNew = ({ index }: { readonly index: number }) => {
    const text = drafts[index]?.text ?? "";
    return !seen.has(text) && seen.add(text) !== undefined;
  };
  const [fresh, again]: [number[], number[]] = [[], []];
  for (const entry of scored) (isNew(entry) ? fresh : again).push(entry.index);
  return [...fresh, ...again];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

/** White space and punctuation alone are no answer. */
function saysSomething({ text }: Draft): boolean {
  return /[^\p{P}\s]/u.test(text);
}

/** Whether nothing but its weight can put another text before this one. */
export function isReturnable(draft: Draft): boolean {
  return saysSomething(draft) && isWhole(draft) && isClosed(draft);
}

function isWhole({ finish }: Draft): boolean {
  return finish === "eos" || finish === "stop_string";
}

const PAIRS = ["\u201c\u201d", "\u00ab\u00bb", "()", "[]", "{}"];

/** A text that was cut may still close what it opened. */
function isClosed(draft: Draft): boolean {
  if (!isWhole(draft)) return true;
  const whole = draft.before + draft.text;
  const count = (mark: string) => whole.split(mark).length - 1;
  return count('"') % 2 === 0 && PAIRS.every(([open = "", close = ""]) => count(open) === count(close));
}

/** Nats a token that a text would lose if all its words were there before. Found by reading: "Love is the mother of love". */
const REPETITION = 4;

/** What decides between two texts that are alike in all else. */
export function weigh({ likelihood, before, text }: Draft): number {
  return likelihood - REPETITION * repeatedShare(before, text);
}

/** A sum of log-probabilities as beam search weighs it, so that texts of different lengths compare. */
export function likelihoodOf(logprob: number, tokens: number, lengthPenalty: number): number {
  return logprob / Math.max(1, tokens) ** lengthPenalty;
}
