import { failureOf, type Outcome } from "../../contract/outcome.ts";
import type { Trainer } from "../../contract/training.ts";
import { isHeldBack, type LessonState, type LessonWork, NO_LESSON } from "./lesson-state.ts";

/** The state of a lesson, and who listens to it. */
export class LessonStore {
  readonly #trainer: Pick<Trainer, "hold">;
  readonly #listeners = new Set<() => void>();
  #state: LessonState = NO_LESSON;

  /** @param trainer is told to wait, and to go on, as the state says */
  constructor(trainer: Pick<Trainer, "hold">) {
    this.#trainer = trainer;
  }

  readonly state = (): LessonState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(state: LessonState): void {
    const wasHeld = isHeldBack(this.#state);
    this.#state = state;
    if (isHeldBack(state) !== wasHeld) void this.#trainer.hold(!wasHeld);
    for (const listener of this.#listeners) listener();
  }

  /** One thing at a time; what fails is shown, and everything else stays as it was. */
  async do<T>(work: LessonWork, call: () => Promise<Outcome<T>>, done: (state: LessonState, value: T) => LessonState) {
    if (this.#state.work !== undefined) return;
    const { failure: _failure, said: _said, ...rest } = this.#state;
    this.set({ ...rest, work });
    const outcome = await call().catch((error): Outcome<T> => ({ ok: false, failure: failureOf(error) }));
    const { work: _work, ...after } = this.#state;
    this.set(outcome.ok ? done(after, outcome.value) : { ...after, failure: outcome.failure, isStopping: false });
  }

  /** The visitor's own run goes first; training waits while the battery is low and not charged, what takes seconds does not. */
  readonly hold = (why: Partial<Pick<LessonState, "isHeld" | "isPowerLow">>): void => {
    const { isHeld, isPowerLow } = this.#state;
    const next = { ...this.#state, ...why };
    if (next.isHeld !== isHeld || next.isPowerLow !== isPowerLow) this.set(next);
  };
}
