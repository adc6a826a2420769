import type { HistoryEntry } from "./history-entry.ts";
import { writerName } from "./state/voice.ts";

/** A text of a prompt, with those that came of it by another word. */
export interface Branch {
  readonly entry: HistoryEntry;
  /** What was written behind the prompt. */
  readonly text: string;
  /** Where it parts from the text that it came of; 0 where it came of none. */
  readonly from: number;
  readonly children: readonly Branch[];
}

interface GrowingBranch extends Branch {
  readonly children: GrowingBranch[];
}

/**
 * The texts that a model wrote after a prompt, as a tree: which of them was gone on from, and where.
 * @param entries in any order
 * @param model its name, with that of the adapter that it wrote with
 */
export function branchesOf(entries: readonly HistoryEntry[], prompt: string, model: string): Branch[] {
  const roots: GrowingBranch[] = [];
  const all: GrowingBranch[] = [];
  const own = entries.filter(
    (entry) => writerName(entry.model, entry.adapter?.name) === model && promptOf(entry) === prompt,
  );
  for (const entry of own.sort((one, other) => one.id - other.id)) {
    const begun = entry.continued?.text ?? "";
    const above = longestSame(all, begun);
    for (const written of entry.texts) {
      // A character that was not finished is no part of a text.
      const text = (begun + written).replace(/\uFFFD+$/, "");
      // The same text written again is the same leaf.
      if (text === "" || all.some((one) => one.text === text)) continue;
      const branch = { entry, text, from: above === undefined ? 0 : partingPlace(text, above.text), children: [] };
      all.push(branch);
      (above?.children ?? roots).push(branch);
    }
  }
  return roots;
}

/** An entry's prompt as it was typed, without what was written before. */
function promptOf({ prompt, continued }: HistoryEntry): string {
  return prompt.slice(0, prompt.length - (continued?.text.length ?? 0));
}

/** The text that another one was gone on from: the one that says the same for longest; the latest of equals. */
function longestSame(branches: readonly GrowingBranch[], begun: string): GrowingBranch | undefined {
  let [longest, found]: [number, GrowingBranch | undefined] = [1, undefined];
  for (const branch of branches) {
    const length = sameLength(branch.text, begun);
    if (length >= longest) [longest, found] = [length, branch];
  }
  return found;
}

/** A letter of a script that has spaces between its words, or a digit. */
const LETTER =
  "[\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Cyrillic}\\p{Script=Arabic}\\p{Script=Hebrew}\\p{Script=Hangul}\\p{M}\\p{N}]";
const WORD_BEFORE = new RegExp(`${LETTER}+$`, "u");
const WORD_AFTER = new RegExp(`^${LETTER}`, "u");

/** Where two texts part: where the first word begins that they do not share. */
export function partingPlace(one: string, other: string): number {
  const length = sameLength(one, other);
  const isWithin = [one, other].some((text) => WORD_AFTER.test(text.slice(length)));
  return isWithin ? length - (WORD_BEFORE.exec(one.slice(0, length))?.[0].length ?? 0) : length;
}

/** Characters that two texts begin with alike; no half of a pair. */
function sameLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return /[\uD800-\uDBFF]$/.test(one.slice(0, length)) ? length - 1 : length;
}

/** All texts of a tree, each before those that came of it. */
export function listBranches(branches: readonly Branch[]): Branch[] {
  return branches.flatMap((branch) => [branch, ...listBranches(branch.children)]);
}
