import { at } from "../contract/at.ts";

/** A guess at what comes next, from an earlier place of the same text. */
export interface Draft {
  readonly tokens: readonly number[];
  /** How many tokens before that place are those at the end of the text, up to {@link LONGEST}. */
  readonly matched: number;
}

/** Fewer equal tokens say hardly anything of what follows them. */
const SHORTEST = 2;
/** More say nothing more. */
export const LONGEST = 16;

/**
 * What followed the last tokens where they stood before (prompt look-up): at the place that shares most of them, of equals the last one.
 * Where that place is so near that the text ends first, it is taken to go round.
 * @param ids prompt and new tokens @param most tokens of the guess
 */
export function findDraft(ids: readonly number[], most: number): Draft | undefined {
  const end = ids.length;
  const [last, before] = [ids[end - 1], ids[end - 2]];
  let found = 0;
  let matched = SHORTEST - 1;
  for (let place = end - 1; place >= SHORTEST && matched < LONGEST; place--) {
    if (ids[place - 1] !== last || ids[place - 2] !== before) continue;
    const length = countEqual(ids, place);
    if (length > matched) [found, matched] = [place, length];
  }
  if (matched < SHORTEST) return undefined;
  const period = end - found;
  return { tokens: Array.from({ length: most }, (_, i) => at(ids, found + (i % period))), matched };
}

/** Tokens before a place that are those before the end. */
function countEqual(ids: readonly number[], place: number): number {
  const most = Math.min(LONGEST, place);
  let length = SHORTEST;
  while (length < most && ids[place - 1 - length] === ids[ids.length - 1 - length]) length++;
  return length;
}
