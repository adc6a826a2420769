/** Words in a row that count as recited: fewer are common turns of speech. */
const RUN = 10;
/** A whole text counts from so many words on, where it is shorter than a run. */
const WHOLE = 4;

/**
 * How much of what a model wrote stands word by word in the texts that it was taught: the share of its words that lie in ten words in a
 * row of one of them, or in a whole one that is shorter.
 */
export function recitedShare(written: readonly string[], texts: readonly string[]): number {
  const known = findRuns(written, texts);
  let [recited, all] = [0, 0];
  for (const text of written) {
    const words = wordsOf(text);
    const inRun = new Set<number>();
    for (let length = WHOLE; length <= RUN; length++) {
      for (let first = 0; first + length <= words.length; first++) {
        if (!known.has(keyOf(words.slice(first, first + length)))) continue;
        for (let i = first; i < first + length; i++) inRun.add(i);
      }
    }
    recited += inRun.size;
    all += words.length;
  }
  return all === 0 ? 0 : recited / all;
}

/** Those runs of the texts that what was written holds, too: all runs of many megabytes would not fit the memory. */
function findRuns(written: readonly string[], texts: readonly string[]): ReadonlySet<string> {
  const wanted = new Set<string>();
  for (const words of written.map(wordsOf)) {
    for (let length = WHOLE; length <= RUN; length++) {
      for (let first = 0; first + length <= words.length; first++)
        wanted.add(keyOf(words.slice(first, first + length)));
    }
  }
  return new Set(texts.flatMap((text) => runsOf(wordsOf(text)).filter((run) => wanted.has(run))));
}

/** All runs of ten words of a text, or all of a shorter one. */
function runsOf(words: readonly string[]): string[] {
  if (words.length < RUN) return words.length < WHOLE ? [] : [keyOf(words)];
  return Array.from({ length: words.length - RUN + 1 }, (_, first) => keyOf(words.slice(first, first + RUN)));
}

function keyOf(words: readonly string[]): string {
  return words.join(" ");
}

/** Scripts that part no words, and the sign that makes a Japanese vowel long. */
const CHARACTER = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}ー]`;
const WORDS = new RegExp(String.raw`${CHARACTER}|(?:(?!${CHARACTER})[\p{L}\p{M}\p{N}])+`, "gu");

/** Words as they are compared: whatever their case and marks. A script without spaces counts its characters. */
function wordsOf(text: string): string[] {
  return text.toLowerCase().normalize("NFC").match(WORDS) ?? [];
}
