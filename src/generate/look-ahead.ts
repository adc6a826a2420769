import { at } from "../contract/at.ts";
import type { ForwardPass } from "../contract/forward-pass.ts";
import { failureOf } from "../contract/outcome.ts";
import { DraftOdds } from "./draft-odds.ts";
import { type Draft, findDraft } from "./find-draft.ts";
import { CHECKED, costsOf, type PassCosts } from "./pass-costs.ts";

type Checked = (typeof CHECKED)[number];

/** A pass of several positions, whose logits are taken one after the other. */
interface CheckedPass {
  readonly draft: Draft;
  readonly positions: Checked;
  /** Tokens of the text when it was computed. */
  readonly length: number;
  readonly logits: Float32Array;
}

/** A text has to be expected to be so much faster, or it is not worth the trouble. */
const WORTH = 1.05;

/**
 * Computes the next logits of one row. Where the text seems to repeat itself or its prompt, what followed before is computed along in the
 * same pass (prompt look-up), and the logits behind it are taken as long as the text is that. How tokens are chosen does not change, and
 * the logits are those of passes of one position, bit by bit: so is the text. Whether it pays is decided by times and hits seen so far.
 */
export class LookAhead {
  readonly #forward: ForwardPass;
  readonly #now: () => number;
  readonly #costs: PassCosts;
  readonly #odds = new DraftOdds();
  #checked: CheckedPass | undefined;
  /** What was not computed along: says how well guesses do. */
  #guess: Draft | undefined;
  #isOff = false;

  /** @param now milliseconds */
  constructor(forward: ForwardPass, now: () => number) {
    this.#forward = forward;
    this.#now = now;
    this.#costs = costsOf(forward);
  }

  /**
   * Logits after the text's last token, valid until the next call.
   * @param ids prompt and new tokens, all of which but the last one were given before @param longest tokens that the text may have
   */
  async next(ids: readonly number[], longest: number): Promise<Float32Array> {
    const known = await this.#takeChecked(ids);
    if (known !== undefined) return known;
    if (this.#guess !== undefined) this.#odds.add(this.#guess, 0, this.#guess.tokens[0] === ids.at(-1));
    this.#guess = this.#isOff ? undefined : findDraft(ids, at(CHECKED, CHECKED.length - 1) - 1);
    const positions = this.#guess && this.#choosePositions(this.#guess, longest - ids.length);
    if (this.#guess === undefined || positions === undefined) return this.#computeOne(ids);
    const draft = { ...this.#guess, tokens: this.#guess.tokens.slice(0, positions - 1) };
    this.#guess = undefined;
    return this.#check(ids, draft, positions);
  }

  /** What was computed along, where the text went on as was guessed; else the cache forgets it. */
  async #takeChecked(ids: readonly number[]): Promise<Float32Array | undefined> {
    if (this.#checked === undefined) return undefined;
    const { draft, positions, length, logits } = this.#checked;
    const hits = ids.length - length;
    const wanted = draft.tokens[hits - 1];
    const isHit = wanted === ids.at(-1);
    if (wanted !== undefined) this.#odds.add(draft, hits - 1, isHit);
    if (isHit) {
      this.#costs.addHit();
      return rowOf(logits, hits, this.#forward.vocabSize);
    }
    this.#checked = undefined;
    if (hits < positions) await this.#forward.truncate(ids.length - 1);
    return undefined;
  }

  /** Positions of the pass that is expected to write the most in its time; none where one at a time is as fast. */
  #choosePositions(draft: Draft, room: number): Checked | undefined {
    let [best, speed]: [Checked | undefined, number] = [undefined, WORTH];
    for (const positions of CHECKED) {
      // The token behind the last one of a draft has to have room, too.
      if (positions > room || !this.#costs.mayLose(positions)) continue;
      const expected = this.#odds.expectTokens(draft, positions - 1) / this.#costs.of(positions);
      if (expected > speed) [best, speed] = [positions, expected];
    }
    return best;
  }

  async #computeOne(ids: readonly number[]): Promise<Float32Array> {
    const start = this.#now();
    const logits = await this.#forward.forward([ids.slice(-1)]);
    this.#costs.addSingle(this.#now() - start);
    return logits;
  }

  async #check(ids: readonly number[], draft: Draft, positions: Checked): Promise<Float32Array> {
    const start = this.#now();
    try {
      const logits = await this.#forward.forward([[...ids.slice(-1), ...draft.tokens]], "all");
      this.#costs.addChecked(positions, this.#now() - start);
      this.#checked = { draft, positions, length: ids.length, logits };
      return rowOf(logits, 0, this.#forward.vocabSize);
    } catch (error) {
      // It may be the draft that has no room, or logits that are no numbers: the text knows nothing of it.
      if (!["nan_logits", "out_of_memory"].includes(failureOf(error).code)) throw error;
      this.#isOff = true;
      await this.#forward.reorder([]);
      return this.#forward.forward([ids]);
    }
  }
}

function rowOf(logits: Float32Array, row: number, size: number): Float32Array {
  return logits.subarray(row * size, (row + 1) * size);
}
