import { type ModelSource, sourceKey } from "../contract/model-source.ts";
import type { Listing } from "../store/listing.ts";

/** An offer that is taken up later is looked up anew: the host may have changed the model's files. */
const FRESH_MS = 10 * 60_000;

/** The model that was described last, for the load that follows: it need not ask the host the same things again. */
export class LastOffer {
  readonly #now: () => number;
  #offer: { readonly key: string; readonly listing: Listing; readonly at: number } | undefined;

  /** @param now milliseconds of a clock that never goes back */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** @param source as the offer names it, pinned to a commit where there is one */
  note(source: ModelSource, listing: Listing): void {
    // Picked files are at hand, and two of one name may differ.
    this.#offer = source.kind === "files" ? undefined : { key: sourceKey(source), listing, at: this.#now() };
  }

  /** The listing of this source, once: a load that fails is tried again with what the host says then. */
  take(source: ModelSource): Listing | undefined {
    const offer = this.#offer;
    this.#offer = undefined;
    return offer?.key === sourceKey(source) && this.#now() - offer.at < FRESH_MS ? offer.listing : undefined;
  }

  /** What is kept on this device changed, and with it what a listing may rely on. */
  forget(): void {
    this.#offer = undefined;
  }
}
