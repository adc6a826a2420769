import type { AdapterRack } from "../../contract/low-rank.ts";
import { beginInOrder } from "./begin-in-order.ts";

interface Waiting {
  readonly adapter: number | undefined;
  begin(): void;
}

/**
 * Lets runs with one adapter, or with none, go on together, and those with another after them, in the order in which they came: a
 * pass computes with one adapter at a time.
 */
export class AdapterTurns {
  readonly #rack: AdapterRack | undefined;
  readonly #waiting: Waiting[] = [];
  #current: number | undefined;
  #running = 0;

  constructor(rack: AdapterRack | undefined) {
    this.#rack = rack;
  }

  async use<T>(adapter: number | undefined, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((begin) => {
      this.#waiting.push({ adapter, begin });
      this.#fill();
    });
    try {
      return await work();
    } finally {
      this.#running--;
      this.#fill();
    }
  }

  #fill(): void {
    beginInOrder(this.#waiting, (next) => {
      if (next.adapter !== this.#current && this.#running > 0) return false;
      this.#current = next.adapter;
      this.#rack?.select(next.adapter);
      this.#running++;
      next.begin();
      return true;
    });
  }
}
