/** Where training waits for others, and learns that it is to end. */
export class Gate {
  #isHeld = false;
  #isStopped = false;
  readonly #waiting = new Set<() => void>();

  get isStopped(): boolean {
    return this.#isStopped;
  }

  hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
    if (!isHeld) this.#release();
  }

  stop(): void {
    this.#isStopped = true;
    this.#release();
  }

  /** For the next training. */
  reopen(): void {
    this.#isStopped = false;
  }

  /** Resolves when nobody else computes, at once where it was stopped. */
  async pass(): Promise<void> {
    while (this.#isHeld && !this.#isStopped) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  #release(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}
