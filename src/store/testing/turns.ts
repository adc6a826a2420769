/** Random numbers in [0, 1), the same for the same seed: mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Lets whoever waits for a turn go on in an order by chance, one at a time: all that storage and network of a test await. */
export class Turns {
  readonly #random: () => number;
  #waiting: { readonly tab: number; readonly go: () => void }[] = [];
  readonly #ended = new Set<number>();
  #runs = false;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** Never comes for a tab that has ended. */
  wait(tab: number): Promise<void> {
    return new Promise((go) => {
      if (this.#ended.has(tab)) return;
      this.#waiting.push({ tab, go });
      this.#run();
    });
  }

  endTab(tab: number): void {
    this.#ended.add(tab);
    this.#waiting = this.#waiting.filter((one) => one.tab !== tab);
  }

  #run(): void {
    if (this.#runs) return;
    this.#runs = true;
    setImmediate(() => {
      this.#runs = false;
      const [next] = this.#waiting.splice(Math.floor(this.#random() * this.#waiting.length), 1);
      next?.go();
      if (this.#waiting.length > 0) this.#run();
    });
  }
}
