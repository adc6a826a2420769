import type { Locks } from "../with-lock.ts";

interface Request {
  readonly tab: number;
  readonly isShared: boolean;
  readonly begin: () => void;
}

/** Web Locks of an origin, as each of its tabs has them: in order of arrival, shared or not, freed with their tab. */
export class FakeLocks {
  readonly #held = new Map<string, readonly Request[]>();
  readonly #waiting = new Map<string, readonly Request[]>();
  readonly #ended = new Set<number>();

  ofTab(tab: number): Locks {
    return {
      request: (name, { mode, signal }, work) => this.#request(name, tab, mode === "shared", signal, work),
      query: async () => ({ held: [...this.#held].flatMap(([name, held]) => held.map(() => ({ name }))) }),
    };
  }

  /** Frees what a tab holds or waits for, as its end does. */
  endTab(tab: number): void {
    this.#ended.add(tab);
    for (const places of [this.#waiting, this.#held]) {
      for (const [name, requests] of places) {
        const left = requests.filter((request) => request.tab !== tab);
        places.set(name, left);
        this.#grant(name);
      }
    }
  }

  async #request<T>(
    name: string,
    tab: number,
    isShared: boolean,
    signal: AbortSignal,
    work: () => Promise<T>,
  ): Promise<T> {
    let mine: Request | undefined;
    try {
      await new Promise<void>((begin, refuse) => {
        if (this.#ended.has(tab)) return;
        mine = { tab, isShared, begin };
        this.#waiting.set(name, [...(this.#waiting.get(name) ?? []), mine]);
        signal.addEventListener("abort", () => refuse(signal.reason));
        this.#grant(name);
      });
      return await work();
    } finally {
      for (const places of [this.#waiting, this.#held]) {
        places.set(
          name,
          (places.get(name) ?? []).filter((request) => request !== mine),
        );
      }
      this.#grant(name);
    }
  }

  #grant(name: string): void {
    const [next, ...others] = this.#waiting.get(name) ?? [];
    const held = this.#held.get(name) ?? [];
    if (next === undefined || (held.length > 0 && !(next.isShared && held.every(({ isShared }) => isShared)))) return;
    this.#waiting.set(name, others);
    this.#held.set(name, [...held, next]);
    next.begin();
    this.#grant(name);
  }
}
