import * as v from "valibot";

/** The part of the browser's `history` that is used. */
type Entries = Pick<History, "state" | "replaceState">;

const marked = v.object({ place: v.string() });

/**
 * What this document showed at each entry of the tab's history: an address that differs only in its fragment does not load
 * the page again, and going back to it would find what came later.
 */
export class Places<T> {
  readonly #entries: Entries;
  readonly #newName: () => string;
  readonly #kept = new Map<string, T>();
  #here: string;

  /** @param newName gives another name each time */
  constructor(entries: Entries, newName: () => string) {
    this.#entries = entries;
    this.#newName = newName;
    this.#here = this.#mark();
  }

  /** True where the browser is at another entry than the last one known here. */
  hasMoved(): boolean {
    return this.#name() !== this.#here;
  }

  /** The browser is at another entry now. @param left what the one before showed @returns what this one showed */
  move(left: T): T | undefined {
    this.#kept.set(this.#here, left);
    const name = this.#name();
    const returned = name === undefined ? undefined : this.#kept.get(name);
    this.#here = name !== undefined && returned !== undefined ? name : this.#mark();
    return returned;
  }

  #name(): string | undefined {
    const state: unknown = this.#entries.state;
    return v.is(marked, state) ? state.place : undefined;
  }

  #mark(): string {
    const place = this.#newName();
    this.#entries.replaceState({ place }, "");
    return place;
  }
}
