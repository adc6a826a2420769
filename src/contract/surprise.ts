import type { PromptToken } from "./token-detail.ts";

/**
 * Least probability of each level but the last. Level 0 is a token that the model thought as likely as all others together, the
 * last one a token that it hardly thought of.
 */
export const LEVEL_FROM = [0.5, 0.2, 0.05, 0.01] as const;
/** Number of levels by which tokens are coloured. */
export const LEVELS = LEVEL_FROM.length + 1;

/** How well a model foresaw something, in levels from 0 to {@link LEVELS} - 1. */
export function levelOf(logprob: number): number {
  const level = LEVEL_FROM.findIndex((least) => Math.exp(logprob) >= least);
  return level < 0 ? LEVEL_FROM.length : level;
}

/** Bits that a token of this log-probability takes: its surprise. */
export function bitsOf(logprob: number): number {
  // Not -0 for what was certain.
  return Math.max(0, -logprob / Math.LN2);
}

/** A word of a text that was scored: as many whole tokens as have a part of it. */
export interface ScoredWord {
  /** With the white space before it, as its tokens have it. */
  readonly text: string;
  /** Where it begins in the text, in UTF-16 units. */
  readonly begin: number;
  /** In the list of tokens, the end not included. */
  readonly from: number;
  readonly to: number;
  /** Sum over its tokens; null where the model says nothing of one of them. */
  readonly logprob: number | null;
  /** False for marks and white space alone. */
  readonly isWord: boolean;
}

/**
 * Cuts a text into words at the borders of tokens. Where no space stands between words, as in Chinese, they are cut as the
 * platform knows them.
 * @param tokens of the text, in order, from its beginning
 * @param begins what {@link beginsOfWords} says of the text
 */
export function wordsOf(
  text: string,
  tokens: readonly PromptToken[],
  begins: ReadonlySet<number> = beginsOfWords(text),
): ScoredWord[] {
  const words: { from: number; to: number }[] = [];
  for (const [i, { offset, special }] of tokens.entries()) {
    const end = tokens[i + 1]?.offset ?? text.length;
    const space = /^\s*/.exec(text.slice(offset, end))?.[0].length ?? 0;
    const last = words.at(-1);
    // Parts of one character stand at one place; what is left out of the text is no part of any word.
    const isOther = offset !== tokens[i - 1]?.offset && begins.has(offset + space);
    if (last === undefined || isOther || special) words.push({ from: i, to: i + 1 });
    else last.to = i + 1;
  }
  return words.map(({ from, to }) => {
    const own = tokens.slice(from, to);
    const begin = tokens[from]?.offset ?? text.length;
    const written = text.slice(begin, tokens[to]?.offset ?? text.length);
    const logprob = own.some((token) => token.logprob === null)
      ? null
      : own.reduce((sum, token) => sum + (token.logprob ?? 0), 0);
    return { text: written, begin, from, to, logprob, isWord: /[\p{L}\p{N}]/u.test(written) };
  });
}

/** Words and marks, where the browser has no `Intl.Segmenter`. */
const WORD = /[\p{L}\p{N}\p{M}'’]+|\S|\s+/gu;

/** Where words and marks begin, in UTF-16 units. @param platform old browsers have no segmenter */
export function beginsOfWords(
  text: string,
  { Segmenter }: Partial<Pick<typeof Intl, "Segmenter">> = Intl,
): ReadonlySet<number> {
  if (Segmenter === undefined) return new Set(Array.from(text.matchAll(WORD), ({ index }) => index));
  return new Set(Array.from(new Segmenter(undefined, { granularity: "word" }).segment(text), ({ index }) => index));
}

/** The words that the model foresaw least, the least likely first. */
export function mostSurprising(words: readonly ScoredWord[], count: number): ScoredWord[] {
  const known = words.filter(({ isWord, logprob }) => isWord && logprob !== null);
  return known.sort((a, b) => (a.logprob ?? 0) - (b.logprob ?? 0)).slice(0, count);
}

/**
 * Log-probability of each token's word, as the mean over the word's tokens; null where the model says nothing of the word.
 * @param words all words of the tokens, in order
 */
export function meansOfWords(words: readonly ScoredWord[]): (number | null)[] {
  return words.flatMap(({ from, to, logprob }) => {
    const mean = logprob === null ? null : logprob / (to - from);
    return Array.from({ length: to - from }, () => mean);
  });
}

/**
 * By how many bits each token's word surprised one model more than another. Null where a model says nothing of the word, or where
 * the other's tokens have no such border in the text.
 * @param words of the one, all of them in order @param others of the other, of the same text
 */
export function differencesOfWords(words: readonly ScoredWord[], others: readonly ScoredWord[]): (number | null)[] {
  const known = new Map(others.map(({ begin, text, logprob }) => [`${begin} ${text}`, logprob]));
  return words.flatMap(({ from, to, begin, text, logprob }) => {
    const other = known.get(`${begin} ${text}`) ?? null;
    const difference = logprob === null || other === null ? null : bitsOf(logprob) - bitsOf(other);
    return Array.from({ length: to - from }, () => difference);
  });
}
