import type { SecondLearner } from "../contract/second-learner.ts";
import { groupTexts } from "./batches.ts";
import { halveTexts } from "./halve-texts.ts";
import { JoinedSecond } from "./joined-second.ts";
import { Lending } from "./lending.ts";
import { settleAll } from "./settle-all.ts";
import type { Learner, Trainable } from "./trainable.ts";

type Texts = readonly (readonly number[])[];
type Losses = readonly number[];
type Breathe = () => Promise<void>;

/** What the second thread made of its half. */
interface OtherHalf {
  readonly losses: Losses;
  readonly gradients: Float32Array<ArrayBuffer>;
}

/**
 * A model whose steps are computed in two halves that are added in the end, one after the other, or at the same time where a second
 * thread has joined: it gives the very same bits. What the second leaves undone is done here.
 */
export class HalvedModel implements Trainable {
  readonly #own: Learner;
  #second: JoinedSecond | undefined;
  readonly #lending = new Lending();
  /** Whether the second has other values than {@link #own}. */
  #isStale = true;
  readonly #now: () => number;
  /** An array of gradients or values that is not needed any more. */
  #spare: Float32Array<ArrayBuffer> | undefined;
  /** Milliseconds that this thread computed of the step's texts. */
  #computed = 0;

  /** @param now milliseconds: tells whether a second thread pays; without it every one does */
  constructor(own: Learner, now = () => 0) {
    this.#own = own;
    this.#now = now;
  }

  /**
   * Has a thread that starts read the model, which holds up what is computed here, for a moment.
   * @param read of this thread's memory. @returns the same, for the other thread
   */
  lend<A extends readonly unknown[], T>(read: (...given: A) => Promise<T>): (...given: A) => Promise<T> {
    return this.#lending.lend(read);
  }

  /**
   * From the next computation on the second computes, too, until a call of it fails or it does not pay.
   * @param lost resolves when its thread has ended
   * @param end ends its thread: called once it is not asked any more
   */
  join(second: SecondLearner, lost: Promise<unknown>, end: () => void): void {
    this.#lending.end();
    this.#second?.giveUp();
    this.#second = new JoinedSecond(second, lost, end);
    this.#isStale = true;
  }

  /** Threads that compute. */
  get threads(): number {
    return this.#second?.isThere ? 2 : 1;
  }

  get steps(): number {
    return this.#own.steps;
  }

  set steps(steps: number) {
    this.#own.steps = steps;
  }

  async lossOf(texts: Texts, breathe: Breathe): Promise<number> {
    const groups = this.#group(texts);
    const losses: Losses[] = [];
    const left = groups.keys();
    const here = (some: Iterable<number>) =>
      this.#computeEach(some, losses, (i) => this.#own.score(groups[i] ?? []), breathe);
    const second = groups.length > 1 ? this.#fresh() : undefined;
    const ask = async (it: SecondLearner, i: number) => {
      losses[i] = await it.score(groups[i] ?? []);
    };
    const there = second?.callEach(left, ask, breathe);
    const [undone = []] = await settleAll([there, here(left)]);
    await here(undone);
    return sumOf(losses.flat());
  }

  async gather(texts: Texts, weight: number, breathe: Breathe): Promise<number> {
    const [half, otherHalf] = halveTexts(texts);
    const [first, other] = [this.#group(half), this.#group(otherHalf)];
    const second = other.length > 0 ? this.#fresh() : undefined;
    let own = this.#now();
    this.#computed = 0;
    // The other thread is given its work first: while this one computes nothing is sent.
    const [found, losses] = await settleAll([
      second && this.#gatherThere(second, other, weight, breathe),
      this.#gatherHere(first, weight, breathe).finally(() => {
        own = this.#now();
      }),
    ]);
    if (found !== undefined) {
      second?.judge(this.#now() - own, this.#computed);
      this.#own.adapter.addGradients(found.gradients);
      this.#spare = found.gradients;
      return sumOf([...losses, ...found.losses]);
    }
    if (other.length === 0) return sumOf(losses);
    const gradients = this.#own.adapter.takeGradients(this.#takeSpare());
    const others = await this.#gatherHere(other, weight, breathe);
    this.#own.adapter.addGradients(gradients);
    this.#spare = gradients;
    return sumOf([...losses, ...others]);
  }

  step(options: Parameters<Learner["step"]>[0]): number {
    this.#isStale = true;
    return this.#own.step(options);
  }

  copyValues(): Float32Array<ArrayBuffer> {
    return this.#own.adapter.copyValues();
  }

  save(): Float32Array<ArrayBuffer> {
    return this.#own.save();
  }

  restore(saved: Float32Array): void {
    this.#isStale = true;
    this.#own.restore(saved);
  }

  #group(texts: Texts): readonly Texts[] {
    return groupTexts(texts, this.#own.tokens);
  }

  async #gatherHere(groups: readonly Texts[], weight: number, breathe: Breathe): Promise<Losses> {
    const losses: Losses[] = [];
    await this.#computeEach(groups.keys(), losses, (i) => this.#own.accumulate(groups[i] ?? [], weight), breathe);
    return losses.flat();
  }

  /** @returns undefined where the second failed */
  async #gatherThere(
    second: JoinedSecond,
    groups: readonly Texts[],
    weight: number,
    breathe: Breathe,
  ): Promise<OtherHalf | undefined> {
    const losses: Losses[] = [];
    let gradients: OtherHalf["gradients"] | undefined;
    const ask = async (it: SecondLearner, i: number) => {
      const group = groups[i];
      // Asked for behind the last group, and not once that is answered.
      if (group === undefined) gradients = await it.takeGradients();
      else losses[i] = await it.accumulate(group, weight);
    };
    const undone = await second.callEach([...groups, undefined].keys(), ask, breathe);
    return undone.length > 0 || gradients === undefined ? undefined : { losses: losses.flat(), gradients };
  }

  /** Computes here what is left. @param losses takes the losses of each */
  async #computeEach(
    left: Iterable<number>,
    losses: Losses[],
    call: (i: number) => Losses,
    breathe: Breathe,
  ): Promise<void> {
    for (const i of left) {
      await breathe();
      await this.#lending.wait();
      const from = this.#now();
      losses[i] = call(i);
      this.#computed += this.#now() - from;
    }
  }

  #takeSpare(): Float32Array<ArrayBuffer> | undefined {
    const spare = this.#spare;
    this.#spare = undefined;
    return spare;
  }

  /** The second thread, with the values of this one. */
  #fresh(): JoinedSecond | undefined {
    const second = this.#second;
    if (!second?.isThere) return undefined;
    if (this.#isStale) void second.ask((it) => it.setValues(this.#own.adapter.copyValues(this.#takeSpare())));
    this.#isStale = false;
    return second;
  }
}

function sumOf(losses: Losses): number {
  return losses.reduce((sum, loss) => sum + loss, 0);
}
