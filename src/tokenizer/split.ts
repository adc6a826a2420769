import type { Split } from "./pattern/pattern.ts";

export const BEHAVIORS = ["Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous"] as const;
export type Behavior = (typeof BEHAVIORS)[number];

/** What becomes of the parts that a pattern matched. In place of a part that is removed stands an empty one. */
export function applyBehavior(splits: readonly Split[], behavior: Behavior): string[] {
  switch (behavior) {
    case "Removed":
      return splits.map(({ text, matched }) => (matched ? "" : text));
    case "Isolated":
      return splits.map(({ text }) => text);
    case "MergedWithPrevious":
      return join(splits, (split, last) => split.matched && !last?.matched);
    case "MergedWithNext":
      return joinBackwards(splits, (split, next) => split.matched && !next?.matched);
    case "Contiguous":
      return join(splits, (split, last) => split.matched === (last?.matched ?? false));
  }
}

/** Joins a part to the one before it where told; the first begins a new one in any case. */
function join(splits: readonly Split[], belongs: (split: Split, last: Split | undefined) => boolean): string[] {
  const joined: string[] = [];
  splits.forEach((split, index) => {
    if (joined.length > 0 && belongs(split, splits[index - 1])) joined.push((joined.pop() ?? "") + split.text);
    else joined.push(split.text);
  });
  return joined;
}

/** The same from the end: a part is joined to the one behind it. */
function joinBackwards(
  splits: readonly Split[],
  belongs: (split: Split, next: Split | undefined) => boolean,
): string[] {
  const joined: string[] = [];
  for (let index = splits.length - 1; index >= 0; index--) {
    const split = splits[index];
    if (split === undefined) continue;
    if (joined.length > 0 && belongs(split, splits[index + 1])) joined.push(split.text + (joined.pop() ?? ""));
    else joined.push(split.text);
  }
  return joined.reverse();
}
