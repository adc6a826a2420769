import { Adapters } from "./adapters.ts";
import { refuse } from "../contract/outcome.ts";
import type { ForwardPass, Judgement, TokenRows } from "../contract/forward-pass.ts";
import { nonFiniteLogits } from "../contract/non-finite-logits.ts";
import type { Gpt2Config } from "../gpt2/config.ts";
import type { KernelInstance } from "./instance.ts";
import type { HelperWatch } from "./helper-watch.ts";
import { judgeTile } from "./judge-tile.ts";
import { LOGIT_ROWS, TILE } from "./kernel-module.ts";
import { KvCache } from "./kv-cache.ts";
import { type Place, placeTokens } from "./place-tokens.ts";
import { stepTokens } from "./step-tokens.ts";
import { endHelpers, type StartedHelper } from "./team.ts";

/**
 * The forward pass on an instance whose weights are loaded. More than the interface asks for: a row without tokens waits and has no
 * logits, and a new order may have empty rows (`NEW_ROW`); see `SharedPass`.
 */
export class KernelForwardPass implements ForwardPass {
  readonly vocabSize: number;
  readonly maxPositions: number;
  readonly exactPieces = true;
  readonly adapters: Adapters;
  readonly tokensAtOnce: number;
  #kernel: KernelInstance | undefined;
  readonly #cache: KvCache;
  readonly #breathe: () => Promise<void>;
  #helpers: readonly StartedHelper[];
  #watch: HelperWatch | undefined;
  /** Where logits lie that are computed in several steps: made anew for each token, they would be most of what is left behind. */
  #room = new Float32Array();

  /**
   * @param breathe awaited between the passes of a long prompt, so that its thread can answer meanwhile
   * @param helpers threads that compute along, ended with the pass
   */
  constructor(
    kernel: KernelInstance,
    shape: Gpt2Config,
    breathe: () => Promise<void>,
    helpers: readonly StartedHelper[] = [],
  ) {
    this.vocabSize = shape.vocab_size;
    this.maxPositions = shape.n_positions;
    this.tokensAtOnce = stepTokens(shape);
    this.#kernel = kernel;
    this.#cache = new KvCache(kernel, shape.n_positions);
    this.adapters = new Adapters(kernel, shape, () => this.#cache.reorder([]));
    this.#breathe = breathe;
    this.#helpers = helpers;
  }

  /** Threads that compute, this one included. */
  get threads(): number {
    return 1 + this.#helpers.length;
  }

  get cached(): TokenRows {
    return this.#cache.tokens;
  }

  async forward(ids: TokenRows, want: "last" | "all" = "last"): Promise<Float32Array> {
    return this.#append(ids, want, (kernel, places) => this.#compute(kernel, places, want));
  }

  async judge(ids: readonly number[], targets: readonly number[], alternatives: number) {
    if (targets.length !== ids.length) {
      throw new RangeError(`${targets.length} tokens come after ${ids.length}.`);
    }
    return this.#append([ids], "all", async (kernel, places) => {
      const judgements: Judgement[] = [];
      for await (const tile of this.#tiles(kernel, places)) {
        const own = targets.slice(judgements.length, judgements.length + tile.length);
        judgements.push(...judgeTile(kernel, own, alternatives));
      }
      return judgements;
    });
  }

  /** Makes room for tokens and has them computed. */
  async #append<T>(
    ids: TokenRows,
    want: "last" | "all",
    compute: (kernel: KernelInstance, places: readonly Place[]) => Promise<T>,
  ): Promise<T> {
    const kernel = this.#running();
    const { rows } = this.#cache;
    const held = rows === 0 ? undefined : Array.from({ length: rows }, (_, row) => this.#cache.length(row));
    const places = placeTokens(ids, held, want, this);
    if (rows === 0) this.#cache.start(ids.length);
    try {
      for (const [row, added] of ids.entries()) this.#cache.append(row, added);
      return await compute(kernel, places);
    } catch (error) {
      // Some rows hold positions that were never computed: nothing of the cache can be trusted.
      this.#cache.reorder([]);
      throw error;
    }
  }

  async reorder(rows: readonly number[]): Promise<void> {
    this.#running();
    this.#cache.reorder(rows);
  }

  async truncate(length: number): Promise<void> {
    this.#running();
    this.#cache.truncate(length);
  }

  /** From now on what is computed is timed, and done without helpers while they hold it up. */
  watch(watch: HelperWatch): void {
    this.#watch = watch;
  }

  /** Ends helpers from a number on, which the kernel must not ask any more. */
  endHelpers(from: number): void {
    endHelpers(this.#helpers.filter(({ number }) => number >= from));
    this.#helpers = this.#helpers.filter(({ number }) => number < from);
  }

  /** The memory goes with the instance. */
  async dispose(): Promise<void> {
    this.endHelpers(0);
    this.#watch = undefined;
    this.#cache.reorder([]);
    this.#kernel = undefined;
  }

  #running(): KernelInstance {
    if (this.#kernel === undefined) throw refuse("not_loaded", "given_up", {});
    return this.#kernel;
  }

  async #compute(kernel: KernelInstance, places: readonly Place[], want: "last" | "all"): Promise<Float32Array> {
    const wanted = countWanted(places);
    const inPlace = places.length <= this.tokensAtOnce && wanted <= LOGIT_ROWS;
    const result = inPlace ? undefined : this.#roomFor(wanted * this.vocabSize, want);
    let done = 0;
    for await (const tile of this.#tiles(kernel, places)) {
      const picks = countWanted(tile);
      for (let first = 0; first < picks; first += LOGIT_ROWS) {
        const logits = this.#logits(kernel, first, Math.min(LOGIT_ROWS, picks - first));
        if (result === undefined) return logits;
        result.set(logits, done * this.vocabSize);
        done += logits.length / this.vocabSize;
      }
    }
    return result ?? new Float32Array();
  }

  /** The last positions' logits are wanted again and again, those of a whole text once. */
  #roomFor(count: number, want: "last" | "all"): Float32Array {
    if (want === "all") return new Float32Array(count);
    if (this.#room.length < count) this.#room = new Float32Array(count);
    return this.#room.subarray(0, count);
  }

  /** Runs the layers tile by tile; the last hidden states of each one's wanted tokens are there until the next. */
  async *#tiles(kernel: KernelInstance, places: readonly Place[]): AsyncGenerator<readonly Place[]> {
    for (let first = 0; first < places.length; first += this.tokensAtOnce) {
      if (first > 0) await this.#breathe();
      const tile = places.slice(first, first + this.tokensAtOnce);
      this.#run(kernel, tile);
      yield tile;
    }
  }

  #run(kernel: KernelInstance, tile: readonly Place[]): void {
    const plan = kernel.words(kernel.functions.plan(), TILE * 4);
    let wanted = 0;
    tile.forEach((place, t) => {
      plan[t] = place.id;
      plan[TILE + t] = place.position;
      plan[2 * TILE + t] = this.#cache.table(place.row);
      if (place.wanted) plan[3 * TILE + wanted++] = t;
    });
    const run = () => kernel.functions.run(tile.length, wanted);
    if (this.#watch === undefined) run();
    else this.#watch.run(tile.length, wanted, run);
  }

  /** Of so many of the tile's wanted tokens, from the one numbered `first` on. */
  #logits(kernel: KernelInstance, first: number, count: number): Float32Array {
    if (!kernel.functions.logits(first, count)) throw nonFiniteLogits();
    return kernel.floats(kernel.functions.logitsAddress(), count * this.vocabSize);
  }
}

function countWanted(places: readonly Place[]): number {
  return places.reduce((count, { wanted }) => count + Number(wanted), 0);
}
