import type { AdapterRack, LowRankTerm } from "../contract/low-rank.ts";
import type { AdapterInfo } from "../contract/model-info.ts";
import { failureOf } from "../contract/outcome.ts";

/** An adapter that may be in a rack, by its number there. */
interface Racked {
  readonly info: AdapterInfo;
  readonly number?: number;
}

/**
 * Adds an adapter to a rack. @param giveRoom takes another one out, for as long as the memory is full; false where there is none
 * @throws Refusal `out_of_memory`
 */
export function addWithRoom(rack: AdapterRack, terms: readonly LowRankTerm[], giveRoom: () => boolean): number {
  for (;;) {
    try {
      return rack.add(terms);
    } catch (error) {
      if (failureOf(error).code !== "out_of_memory" || !giveRoom()) throw error;
    }
  }
}

/** Of those in the rack that can be read once more. @param named their numbers, of the one that was named last at the end */
export function longestUnnamed<R extends Racked>(entries: readonly R[], named: readonly number[]): R | undefined {
  const rank = ({ number = 0 }: R) => named.indexOf(number);
  const readable = entries.filter(({ info, number }) => info.id !== undefined && number !== undefined);
  return readable.toSorted((one, other) => rank(one) - rank(other))[0];
}
