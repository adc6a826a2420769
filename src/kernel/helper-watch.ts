/** A pass in so many goes the other way than its like, to see whether that has become faster: the machine's other work comes and goes. */
const TRIAL_EVERY = 64;
/** After a trial that won the next comes sooner. */
const SOON = 8;
/** Trials in a row that have to win before all go that way. */
const ENOUGH_WINS = 3;
/** Below this share of the usual time a trial has won. */
const CLEARLY = 0.9;

/** Passes of one size. */
interface SizeState {
  isHelped: boolean;
  /** Passes until the next trial. */
  left: number;
  wins: number;
  /** Milliseconds of the last two that went the usual way. */
  recent: readonly number[];
}

/**
 * Times passes while a model is used, and sends those of a size the other way, alone or with helpers, once that is faster: a helper that
 * has to share its core with other work holds up the pass that waits for its piece. Results do not depend on it.
 */
export class HelperWatch {
  readonly #fewest: number;
  readonly #ask: (fewestTokens: number) => void;
  readonly #now: () => number;
  readonly #sizes = new Map<number, SizeState>();

  /**
   * @param fewest tokens of a pass for which helpers were found to pay @param ask tells the kernel the fewest for which it asks them, 0: never
   * @param now milliseconds
   */
  constructor(fewest: number, ask: (fewestTokens: number) => void, now: () => number) {
    this.#fewest = fewest;
    this.#ask = ask;
    this.#now = now;
  }

  /** Does the work of a pass with so many tokens. */
  run(size: number, work: () => void): void {
    if (size < this.#fewest) {
      work();
      return;
    }
    const state = this.#stateOf(size);
    state.left--;
    const isTrial = state.left === 0;
    this.#ask(state.isHelped !== isTrial ? this.#fewest : 0);
    const start = this.#now();
    work();
    const time = this.#now() - start;
    if (isTrial) judgeTrial(state, time);
    else state.recent = [...state.recent.slice(-1), time];
  }

  #stateOf(size: number): SizeState {
    const known = this.#sizes.get(size);
    if (known !== undefined) return known;
    const state: SizeState = { isHelped: true, left: TRIAL_EVERY, wins: 0, recent: [] };
    this.#sizes.set(size, state);
    return state;
  }
}

function judgeTrial(state: SizeState, time: number): void {
  state.wins = time < Math.min(...state.recent) * CLEARLY ? state.wins + 1 : 0;
  state.left = state.wins > 0 ? SOON : TRIAL_EVERY;
  if (state.wins < ENOUGH_WINS) return;
  state.isHelped = !state.isHelped;
  state.wins = 0;
  state.left = TRIAL_EVERY;
  state.recent = [];
}
