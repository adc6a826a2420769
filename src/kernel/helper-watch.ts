import { at } from "../contract/at.ts";

/** A pass in so many goes another way than its like, to see whether that has become faster: the machine's other work comes and goes. */
const TRIAL_EVERY = 64;
/** After a trial that won the next comes sooner. */
const SOON = 8;
/** Trials in a row that have to win before all go that way. */
const ENOUGH_WINS = 3;
/** Below this share of the usual time a trial has won. */
const CLEARLY = 0.9;

/** How many helpers passes are worth from so many tokens on: those of numbers below `most`. */
export interface HelperWorth {
  readonly tokens: number;
  readonly most: number;
}

/** Passes of one size. */
interface SizeState {
  /** Helpers of lower numbers are asked; 0: none. */
  most: number;
  /** Which of the other ways is tried next. */
  rival: number;
  /** Passes until the next trial. */
  left: number;
  wins: number;
  /** Milliseconds of the last two that went the usual way. */
  recent: readonly number[];
}

/**
 * Times passes while a model is used, and sends those of a size another way, alone or with fewer or more helpers, once that is faster: a
 * helper that has to share its core with other work holds up the pass that waits for its piece. Results do not depend on it.
 */
export class HelperWatch {
  readonly #worths: readonly HelperWorth[];
  readonly #fewest: number;
  /** The ways that a pass can go. */
  readonly #ways: readonly number[];
  readonly #ask: (fewestTokens: number, most: number) => void;
  readonly #now: () => number;
  readonly #sizes = new Map<number, SizeState>();

  /**
   * @param worths what was found at the start, by rising numbers of tokens; at least one @param ask tells the kernel the fewest tokens for
   * which it asks helpers, 0: never, and below which number @param now milliseconds
   */
  constructor(worths: readonly HelperWorth[], ask: (fewestTokens: number, most: number) => void, now: () => number) {
    this.#worths = worths;
    this.#fewest = at(worths, 0).tokens;
    this.#ways = [...new Set([0, ...worths.map(({ most }) => most)])];
    this.#ask = ask;
    this.#now = now;
  }

  /** Does the work of a pass with so many tokens, of which so many logits are wanted. */
  run(size: number, wanted: number, work: () => void): void {
    if (size < this.#fewest) {
      work();
      return;
    }
    // Where few are wanted most of a layer is saved: such passes are compared with their like.
    const state = this.#stateOf(wanted * 2 > size ? size : -size);
    state.left--;
    const isTrial = state.left === 0;
    const most = isTrial ? this.#rivalOf(state) : state.most;
    this.#ask(most > 0 ? this.#fewest : 0, most);
    const start = this.#now();
    work();
    const time = this.#now() - start;
    if (isTrial) this.#judgeTrial(state, most, time);
    else state.recent = [...state.recent.slice(-1), time];
  }

  #stateOf(key: number): SizeState {
    const known = this.#sizes.get(key);
    if (known !== undefined) return known;
    const { length } = this.#worths.filter(({ tokens }) => tokens <= Math.abs(key));
    const { most } = at(this.#worths, length - 1);
    const state: SizeState = { most, rival: 0, left: TRIAL_EVERY, wins: 0, recent: [] };
    this.#sizes.set(key, state);
    return state;
  }

  #rivalOf(state: SizeState): number {
    const others = this.#ways.filter((way) => way !== state.most);
    return at(others, state.rival % others.length);
  }

  #judgeTrial(state: SizeState, most: number, time: number): void {
    const hasWon = time < Math.min(...state.recent) * CLEARLY;
    state.wins = hasWon ? state.wins + 1 : 0;
    if (!hasWon) state.rival++;
    state.left = hasWon ? SOON : TRIAL_EVERY;
    if (state.wins < ENOUGH_WINS) return;
    Object.assign(state, { most, rival: 0, wins: 0, left: TRIAL_EVERY, recent: [] });
  }
}
