import type { SecondLearner } from "../contract/second-learner.ts";
import { settleAll } from "./settle-all.ts";
import { watchSecond } from "./watch-second.ts";

/** Calls that the thread is given before it has answered the first of them: it never waits for the other one. */
const AHEAD = 2;

/** Share of a step in what all steps together tell of whether the thread pays: a noisy machine's bad moments are forgotten. */
const SHARE = 1 / 8;

/** A second thread that has joined. Once it fails or does not pay it is ended, with its copy of the model, and not asked any more. */
export class JoinedSecond {
  readonly #second: SecondLearner;
  readonly #end: () => void;
  #isThere = true;
  #tellGone = () => {};
  /** What steps lost by it, in times of their halves, averaged: -1 where it is never waited for, 0 where it neither saves nor costs. */
  #loss = -1;

  /**
   * @param lost resolves when the thread has ended by itself
   * @param end ends it
   */
  constructor(second: SecondLearner, lost: Promise<unknown>, end: () => void) {
    const gone = new Promise<void>((resolve) => {
      this.#tellGone = resolve;
    });
    this.#second = watchSecond(second, Promise.race([lost, gone]));
    this.#end = end;
  }

  get isThere(): boolean {
    return this.#isThere;
  }

  /** Ends the thread; what it was asked fails. */
  giveUp(): void {
    if (!this.#isThere) return;
    this.#isThere = false;
    this.#tellGone();
    this.#end();
  }

  /** @returns false where it failed, now or before */
  async ask(call: (second: SecondLearner) => Promise<void>): Promise<boolean> {
    if (!this.#isThere) return false;
    try {
      await call(this.#second);
    } catch {
      this.giveUp();
    }
    return this.#isThere;
  }

  /**
   * Makes the calls that are left, some ahead.
   * @returns those that it was given and left undone
   */
  async callEach(
    left: Iterator<number>,
    call: (second: SecondLearner, i: number) => Promise<void>,
    breathe: () => Promise<void>,
  ): Promise<readonly number[]> {
    const undone: number[] = [];
    const one = async () => {
      while (this.#isThere) {
        await breathe();
        // Taken after the wait: they arrive in their order.
        const { value: i, done } = left.next();
        if (done) return;
        if (!(await this.ask((second) => call(second, i)))) undone.push(i);
      }
    };
    await settleAll(Array.from({ length: AHEAD }, one));
    return undone;
  }

  /**
   * Gives up a thread that is waited for longer than its half would take without it, on the average of some steps: a slow processor, or one
   * with other work.
   * @param waited milliseconds, as are
   * @param computed that the other half took
   */
  judge(waited: number, computed: number): void {
    if (computed === 0) return;
    // However long one is waited for, that is one step: a device may have slept.
    const loss = Math.min(waited / computed, 2) - 1;
    this.#loss += SHARE * (loss - this.#loss);
    if (this.#loss > 0) this.giveUp();
  }
}
