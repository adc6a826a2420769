import type { LowRankTerm } from "../contract/low-rank.ts";
import { refuse } from "../contract/outcome.ts";
import { type Direction, directionsOf } from "./directions.ts";
import { type RoundedDirection, roundDirection } from "./rounded-direction.ts";
import { MOST_DIRECTIONS, type Voice } from "./voice.ts";
import { fitsIn } from "./write-voice.ts";

/**
 * A step as a multiple of the root mean square of a vector's values. So few levels, some two bits of each value, keep more of a style
 * than fewer directions with finer ones.
 */
const STEP = 1.4;

/**
 * An adapter as the voice of at most so many bytes that keeps most of it, where there are no texts to learn once more.
 * @throws Refusal as {@link strongest}
 */
export function shrinkAdapter(terms: readonly LowRankTerm[], bytes: number, about: Omit<Voice, "directions">): Voice {
  return { ...about, directions: strongest(terms, bytes, about).map((one) => roundOne(one)) };
}

/**
 * The directions that a matrix loses most without, for each byte that they take, as many as a file of so many bytes holds; one at least.
 * @throws Refusal `bad_request` for an adapter that adds nothing
 */
export function strongest(
  terms: readonly LowRankTerm[],
  bytes: number,
  about: Omit<Voice, "directions">,
): readonly Direction[] {
  const worth = ({ strength, input, output }: Direction) => strength ** 2 / (input.length + output.length);
  const all = terms.flatMap(directionsOf).sort((one, other) => worth(other) - worth(one));
  if (all.length === 0) throw refuse("bad_request", "nothing_to_shrink", {});
  const isOver = (count: number) =>
    !fitsIn({ ...about, directions: all.slice(0, count).map((one) => roundOne(one)) }, bytes);
  let [fits, over] = [1, Math.min(all.length, MOST_DIRECTIONS) + 1];
  while (over - fits > 1) {
    const middle = (fits + over) >> 1;
    if (isOver(middle)) over = middle;
    else fits = middle;
  }
  return all.slice(0, fits);
}

/** Coarser by this at a time; what is twice as coarse keeps nothing. */
const COARSER = 1.05;
const COARSEST = 2;

/** All of them, with steps as large as so many bytes need. */
export function roundToFit(directions: readonly Direction[], bytes: number, about: Omit<Voice, "directions">): Voice {
  for (let coarse = 1; ; coarse *= COARSER) {
    const voice = { ...about, directions: directions.map((one) => roundOne(one, coarse)) };
    if (coarse > COARSEST || fitsIn(voice, bytes)) return voice;
  }
}

/** A direction with steps that suit its length. @param coarse makes them larger */
export function roundOne(direction: Direction, coarse = 1): RoundedDirection {
  const { strength, input, output } = direction;
  return roundDirection(direction, coarse * STEP * strength * Math.sqrt(2 / (input.length + output.length)));
}
