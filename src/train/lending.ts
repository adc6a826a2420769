/** Milliseconds that the next read is waited for: copying what came before takes some, on slow devices a hundred. */
const PATIENCE = 250;

/**
 * A thread that starts reads the model from this one's memory, piece by piece. Answered between two computations each piece would wait for a
 * whole one, of a large model for a minute all together: so from the first read to the last nothing is computed here.
 */
export class Lending {
  #next: Promise<void> | undefined;
  #pass = () => {};

  /** @param read of this thread's memory. @returns the same, for the other thread */
  lend<A extends readonly unknown[], T>(read: (...given: A) => Promise<T>): (...given: A) => Promise<T> {
    return (...given) => {
      this.#pass();
      this.#next = new Promise((resolve) => {
        const pass = () => {
          clearTimeout(timer);
          this.#next = undefined;
          resolve();
        };
        const timer = setTimeout(pass, PATIENCE);
        this.#pass = pass;
      });
      return read(...given);
    };
  }

  /** Resolves where nothing more is read, or nothing for so long that it may be the last. */
  async wait(): Promise<void> {
    while (this.#next !== undefined) await this.#next;
  }

  /** All was read. */
  end(): void {
    this.#pass();
  }
}
