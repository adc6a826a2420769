const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** Letters of the shortest word that tells something by itself: most of the shorter ones are articles, pronouns and the like. */
const TELLING = 4;
/** Letters of the shortest words that tell something as a pair: `old age`. */
const PAIRED = 3;
/** First letters that two words of one stem share: `beauty` and `beautiful`. */
const STEM = 5;
/** Words back to which one is a repetition: about a sentence. Further on a text may well name its subject again. */
const NEAR = 20;
/** Characters of a prompt that surely hold so many words. */
const PROMPT_END = 1000;

/**
 * The share of a text's words that repeat what was said shortly before, in the text or in the prompt: a word or another of its
 * stem, or two words in the same order.
 */
export function repeatedShare(before: string, text: string): number {
  const wordsOf = (of: string): readonly string[] => of.toLowerCase().match(WORD) ?? [];
  const earlier = wordsOf(before.slice(-PROMPT_END));
  const words = [...earlier, ...wordsOf(text)];
  const repeated = new Set<number>();
  for (let at = earlier.length; at < words.length; at++) {
    const near = words.slice(Math.max(0, at - NEAR), at);
    const [last = "", word = ""] = [words[at - 1], words[at]];
    if (near.some((other) => isSameStem(other, word))) repeated.add(at);
    if (isPair(last, word) && near.some((other, i) => i > 0 && near[i - 1] === last && other === word))
      repeated.add(at - 1).add(at);
  }
  const own = [...repeated].filter((at) => at >= earlier.length).length;
  return own / Math.max(1, words.length - earlier.length);
}

function isPair(one: string, other: string): boolean {
  return Math.min(one.length, other.length) >= PAIRED;
}

function isSameStem(one: string, other: string): boolean {
  const shared = Math.min(one.length, other.length, STEM);
  return shared >= TELLING && one.slice(0, shared) === other.slice(0, shared);
}
