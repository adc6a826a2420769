import { groupTexts } from "./batches.ts";
import { halveTexts } from "./halve-texts.ts";
import type { Learner, SecondLearner, Trainable } from "./trainable.ts";
import { watchSecond } from "./watch-second.ts";

type Texts = readonly (readonly number[])[];
type Breathe = () => Promise<void>;

/** Computations that the second thread is given before it has answered the first of them: it never waits for this one. */
const AHEAD = 2;

/** Steps in a row for which a second thread is waited for so long that this one would have been done alone. */
const TOO_SLOW = 8;

/** What the second thread made of its half. */
interface OtherHalf {
  readonly losses: readonly number[];
  readonly gradients: Float32Array<ArrayBuffer>;
}

/**
 * A model whose steps are computed in two halves that are added in the end, one after the other, or at the same time where a second
 * thread has joined: it gives the very same bits. What the second leaves undone is done here.
 */
export class HalvedModel implements Trainable {
  readonly #own: Learner;
  #second: SecondLearner | undefined;
  /** Whether the second has other values than {@link #own}. */
  #isStale = true;
  readonly #now: () => number;
  /** Milliseconds that this thread computed of the step's texts. */
  #computed = 0;
  /** Steps in a row that would have been done sooner alone. */
  #slow = 0;

  /** @param now milliseconds: tells whether a second thread pays; without it every one does */
  constructor(own: Learner, now = () => 0) {
    this.#own = own;
    this.#now = now;
  }

  /**
   * From the next computation on the second computes, too, until a call of it fails.
   * @param lost resolves when its thread has ended
   */
  join(second: SecondLearner, lost: Promise<unknown>): void {
    this.#second = watchSecond(second, lost);
    this.#isStale = true;
  }

  /** Threads that compute. */
  get threads(): number {
    return this.#second === undefined ? 1 : 2;
  }

  get steps(): number {
    return this.#own.steps;
  }

  set steps(steps: number) {
    this.#own.steps = steps;
  }

  async lossOf(texts: Texts, breathe: Breathe): Promise<number> {
    const groups = groupTexts(texts, this.#own.tokens);
    const losses: (readonly number[])[] = [];
    const left = groups.keys();
    const undone: number[] = [];
    const here = async () => {
      for (const i of left) {
        await breathe();
        losses[i] = this.#own.score(groups[i] ?? []);
      }
    };
    const there = async (second: SecondLearner) => {
      for (const i of left) {
        await breathe();
        const found = await this.#ask(second, () => second.score(groups[i] ?? []));
        if (found === undefined) return void undone.push(i);
        losses[i] = found;
      }
    };
    const second = groups.length > 1 ? this.#fresh() : undefined;
    await Promise.all([...(second ? Array.from({ length: AHEAD }, () => there(second)) : []), here()]);
    for (const i of undone) {
      await breathe();
      losses[i] = this.#own.score(groups[i] ?? []);
    }
    return sumOf(losses.flat());
  }

  async gather(texts: Texts, weight: number, breathe: Breathe): Promise<number> {
    const [first, other] = halveTexts(texts);
    const second = other.length > 0 ? this.#fresh() : undefined;
    let own = this.#now();
    this.#computed = 0;
    const [losses, found] = await Promise.all([
      this.#gatherHere(first, weight, breathe).finally(() => {
        own = this.#now();
      }),
      second && this.#gatherThere(second, other, weight, breathe),
    ]);
    if (found !== undefined) {
      this.#judge(this.#now() - own);
      this.#own.adapter.addGradients(found.gradients);
      return sumOf([...losses, ...found.losses]);
    }
    if (other.length === 0) return sumOf(losses);
    const gradients = this.#own.adapter.takeGradients();
    const others = await this.#gatherHere(other, weight, breathe);
    this.#own.adapter.addGradients(gradients);
    return sumOf([...losses, ...others]);
  }

  step(options: Parameters<Learner["step"]>[0]): number {
    this.#isStale = true;
    return this.#own.step(options);
  }

  save(): Float32Array<ArrayBuffer> {
    return this.#own.save();
  }

  restore(saved: Float32Array): void {
    this.#isStale = true;
    this.#own.restore(saved);
  }

  async #gatherHere(texts: Texts, weight: number, breathe: Breathe): Promise<number[]> {
    const losses: number[] = [];
    for (const group of groupTexts(texts, this.#own.tokens)) {
      await breathe();
      const from = this.#now();
      losses.push(...this.#own.accumulate(group, weight));
      this.#computed += this.#now() - from;
    }
    return losses;
  }

  /** Does without a second thread that is waited for longer than its half would take here: a slow processor, or one with other work. */
  #judge(waited: number): void {
    this.#slow = waited > this.#computed ? this.#slow + 1 : 0;
    if (this.#slow === TOO_SLOW) this.#second = undefined;
  }

  /** @returns undefined where the second failed */
  async #gatherThere(
    second: SecondLearner,
    texts: Texts,
    weight: number,
    breathe: Breathe,
  ): Promise<OtherHalf | undefined> {
    const groups = groupTexts(texts, this.#own.tokens);
    const losses: (readonly number[])[] = [];
    const left = groups.keys();
    const one = async () => {
      while (this.#second === second) {
        await breathe();
        // Taken after the wait: they arrive in their order.
        const { value: i, done } = left.next();
        if (done) return;
        const found = await this.#ask(second, () => second.accumulate(groups[i] ?? [], weight));
        if (found !== undefined) losses[i] = found;
      }
    };
    await Promise.all(Array.from({ length: Math.min(AHEAD, groups.length) }, one));
    const gradients = await this.#ask(second, () => second.takeGradients());
    return gradients && { losses: losses.flat(), gradients };
  }

  /** The second thread, with the values of this one. */
  #fresh(): SecondLearner | undefined {
    const second = this.#second;
    if (second === undefined || !this.#isStale) return second;
    this.#isStale = false;
    void this.#ask(second, () => second.setValues(this.#own.adapter.copyValues()));
    return second;
  }

  /** @returns undefined where it failed, now or before */
  async #ask<T>(second: SecondLearner, call: () => Promise<T>): Promise<T | undefined> {
    if (this.#second !== second) return undefined;
    try {
      const answer = await call();
      return this.#second === second ? answer : undefined;
    } catch {
      if (this.#second === second) this.#second = undefined;
      return undefined;
    }
  }
}

function sumOf(losses: readonly number[]): number {
  return losses.reduce((sum, loss) => sum + loss, 0);
}
