import { scatter } from "./scatter.ts";

/** What a pair of tokens becomes; the lower the rank, the sooner. */
export interface RankedMerge {
  readonly rank: number;
  readonly id: number;
}

/**
 * Merges by the ids of their two tokens: a hash table in flat arrays. As objects in maps the 50,000 of GPT-2 take several times
 * the memory.
 */
export class MergeTable {
  readonly #mask: number;
  readonly #lefts: Uint32Array;
  readonly #rights: Uint32Array;
  readonly #ids: Uint32Array;
  /** One more than the rank; 0 where there is nothing. */
  readonly #ranks: Uint32Array;

  /** @param most merges that are set, at most */
  constructor(most: number) {
    // At most half full, so that a search is short.
    const places = 2 ** Math.ceil(Math.log2(2 * most + 2));
    this.#mask = places - 1;
    this.#lefts = new Uint32Array(places);
    this.#rights = new Uint32Array(places);
    this.#ids = new Uint32Array(places);
    this.#ranks = new Uint32Array(places);
  }

  /** The last merge that is set for a pair counts. */
  set(left: number, right: number, { rank, id }: RankedMerge): void {
    const place = this.#find(left, right);
    this.#lefts[place] = left;
    this.#rights[place] = right;
    this.#ids[place] = id;
    this.#ranks[place] = rank + 1;
  }

  get(left: number, right: number): RankedMerge | undefined {
    const place = this.#find(left, right);
    const rank = this.#ranks[place] ?? 0;
    return rank === 0 ? undefined : { rank: rank - 1, id: this.#ids[place] ?? 0 };
  }

  /** The place of a pair, or the free one where it would be. */
  #find(left: number, right: number): number {
    let place = scatter(left, right) & this.#mask;
    while (this.#ranks[place] !== 0 && (this.#lefts[place] !== left || this.#rights[place] !== right)) {
      place = (place + 1) & this.#mask;
    }
    return place;
  }
}
