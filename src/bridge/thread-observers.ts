import type { EngineStatus } from "../contract/engine-status.ts";
import type { Priority } from "../contract/engine.ts";
import type { GenerateResult } from "../contract/generate-result.ts";

/** Hears what happens to the thread. */
export interface ThreadObserver {
  onStatus?(status: EngineStatus): void;
  /** A text was written, for whomever. */
  onWritten?(result: GenerateResult, priority: Priority): void;
}

/** All who listen, told one after the other. */
export class ThreadObservers implements Required<ThreadObserver> {
  readonly #observers = new Set<ThreadObserver>();

  /** @returns a function that ends the subscription */
  subscribe(observer: ThreadObserver): () => void {
    this.#observers.add(observer);
    return () => this.#observers.delete(observer);
  }

  onStatus(status: EngineStatus): void {
    for (const observer of this.#observers) observer.onStatus?.(status);
  }

  onWritten(result: GenerateResult, priority: Priority): void {
    for (const observer of this.#observers) observer.onWritten?.(result, priority);
  }
}
