import type { SecondLearner } from "../contract/second-learner.ts";
import { settleAll } from "./settle-all.ts";
import { watchSecond } from "./watch-second.ts";

type Losses = readonly number[];

/** Computations that the thread is given before it has answered the first of them: it never waits for the other one. */
const AHEAD = 2;

/** Steps in a row for which the thread is waited for so long that the other one would have been done alone. */
const TOO_SLOW = 8;

/** A second thread that has joined. Once it fails or does not pay it is ended, with its copy of the model, and not asked any more. */
export class JoinedSecond {
  readonly #second: SecondLearner;
  readonly #end: () => void;
  #isThere = true;
  #tellGone = () => {};
  /** Steps in a row that would have been done sooner without it. */
  #slow = 0;

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

  /** @returns undefined where it failed, now or before */
  async ask<T>(call: (second: SecondLearner) => Promise<T>): Promise<T | undefined> {
    if (!this.#isThere) return undefined;
    try {
      const answer = await call(this.#second);
      return this.#isThere ? answer : undefined;
    } catch {
      this.giveUp();
      return undefined;
    }
  }

  /**
   * Computes what is left, some ahead.
   * @param losses takes the losses of each
   * @returns what it was given and left undone
   */
  async computeEach(
    left: Iterator<number>,
    losses: Losses[],
    call: (second: SecondLearner, i: number) => Promise<Losses>,
    breathe: () => Promise<void>,
  ): Promise<readonly number[]> {
    const undone: number[] = [];
    const one = async () => {
      while (this.#isThere) {
        await breathe();
        // Taken after the wait: they arrive in their order.
        const { value: i, done } = left.next();
        if (done) return;
        const found = await this.ask((second) => call(second, i));
        if (found === undefined) undone.push(i);
        else losses[i] = found;
      }
    };
    await settleAll(Array.from({ length: AHEAD }, one));
    return undone;
  }

  /**
   * Gives up a thread that is waited for longer than its half would take without it: a slow processor, or one with other work.
   * @param waited milliseconds, as are
   * @param computed that the other half took
   */
  judge(waited: number, computed: number): void {
    this.#slow = waited > computed ? this.#slow + 1 : 0;
    if (this.#slow === TOO_SLOW) this.giveUp();
  }
}
