import type { ServerResponse } from "node:http";

/** Answers that are under way, until the server is to end. */
export class RunningAnswers {
  readonly #running = new Set<ServerResponse>();
  #onLast = () => {};
  #isEnding = false;

  get isEnding(): boolean {
    return this.#isEnding;
  }

  /** One that comes while the server is ending is refused, and not waited for. */
  follow(outgoing: ServerResponse): void {
    if (this.#isEnding) return;
    this.#running.add(outgoing);
    outgoing.once("close", () => {
      this.#running.delete(outgoing);
      if (this.#running.size === 0) this.#onLast();
    });
  }

  /** No answer begins from now on. Resolves once those that run have ended. */
  async end(): Promise<void> {
    this.#isEnding = true;
    if (this.#running.size === 0) return;
    await new Promise<void>((resolve) => {
      this.#onLast = resolve;
    });
  }
}
