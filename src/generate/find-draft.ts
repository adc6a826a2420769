import { at } from "../contract/at.ts";

/** A guess at what comes next, from an earlier place of the same text. */
export interface Draft {
  readonly tokens: readonly number[];
  /** How many tokens before that place are those at the end of the text, up to {@link LONGEST}. */
  readonly matched: number;
  /** How many of the first tokens followed at another such place, too; nothing where there is none. */
  readonly agreed: number | undefined;
}

/** A place in the text, and how many tokens before it are those at the end. */
interface Place {
  readonly start: number;
  readonly matched: number;
}

/** Fewer equal tokens say hardly anything of what follows them. */
const SHORTEST = 2;
/** More say nothing more. */
export const LONGEST = 16;
/** Another place says something of the first one's guess where it shares as many tokens, or so many. */
const ENOUGH = 6;

/**
 * What followed the last tokens where they stood before (prompt look-up): at the place that shares most of them, of equals the last one.
 * Where that place is so near that the text ends first, it is taken to go round.
 * @param ids prompt and new tokens @param most tokens of the guess
 */
export function findDraft(ids: readonly number[], most: number): Draft | undefined {
  const [best, other] = findPlaces(ids);
  if (best === undefined) return undefined;
  const tokens = Array.from({ length: most }, (_, i) => tokenAt(ids, best, i));
  if (other === undefined || other.matched < Math.min(ENOUGH, best.matched)) {
    return { tokens, matched: best.matched, agreed: undefined };
  }
  const differs = tokens.findIndex((token, i) => token !== tokenAt(ids, other, i));
  return { tokens, matched: best.matched, agreed: differs < 0 ? most : differs };
}

function tokenAt(ids: readonly number[], { start }: Place, offset: number): number {
  return at(ids, start + (offset % (ids.length - start)));
}

/** The two best places, the last one first among equals. */
function findPlaces(ids: readonly number[]): [best?: Place, other?: Place] {
  const end = ids.length;
  const [last, before] = [ids[end - 1], ids[end - 2]];
  let [best, other]: [Place | undefined, Place | undefined] = [undefined, undefined];
  for (let start = end - 1; start >= SHORTEST && (other?.matched ?? 0) < LONGEST; start--) {
    if (ids[start - 1] !== last || ids[start - 2] !== before) continue;
    const place = { start, matched: countEqual(ids, start) };
    if (best === undefined || place.matched > best.matched) [best, other] = [place, best];
    else if (other === undefined || place.matched > other.matched) other = place;
  }
  return best === undefined ? [] : other === undefined ? [best] : [best, other];
}

/** Tokens before a place that are those before the end. */
function countEqual(ids: readonly number[], start: number): number {
  const most = Math.min(LONGEST, start);
  let length = SHORTEST;
  while (length < most && ids[start - 1 - length] === ids[ids.length - 1 - length]) length++;
  return length;
}
