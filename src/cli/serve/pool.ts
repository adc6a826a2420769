import { adapterOf } from "../../contract/answers-to.ts";
import type { Engine } from "../../contract/engine.ts";
import type { GenerateResult } from "../../contract/generate-result.ts";
import type { GenerationParameters } from "../../contract/parameters.ts";
import { fail, type Outcome } from "../../contract/outcome.ts";
import type { GenerateRequest } from "../../contract/request.ts";
import { beginInOrder } from "./begin-in-order.ts";
import type { ServedEngine } from "./batch-engine.ts";
import type { RunPiece } from "./gather-pieces.ts";
import type { ThreadLine } from "./thread-line.ts";

type OnDelta = Parameters<Engine["generate"]>[2];

/** A thread with what it computes. */
interface Place {
  readonly line: ThreadLine;
  /** Rows of the runs that are there. */
  rows: number;
  readonly runs: Set<number>;
}

interface Waiting {
  readonly run: number;
  readonly rows: number;
  begin(place: Place): void;
  giveUp(): void;
}

/** Rows that a request takes while it is computed. */
export function rowsOf({ prompt, prompt_ids, parameters }: GenerateRequest, defaults: GenerationParameters): number {
  const { num_beams, num_return_sequences, best_of } = { ...defaults, ...parameters };
  const prompts = prompt_ids?.length ?? [prompt].flat().length;
  return prompts * Math.max(1, num_beams ?? 1, num_return_sequences ?? 1, best_of ?? 1);
}

/** Threads that share the requests: each goes where there is room, in the order in which they came. */
export class Pool implements ServedEngine {
  readonly #places: Place[] = [];
  readonly #waiting: Waiting[] = [];
  readonly #listeners = new Map<number, OnDelta>();
  readonly #most: number;
  /** True once the threads are sent home. */
  isEnding = false;

  /** @param most rows that a thread computes together; a request that takes more has a thread to itself */
  constructor(most: number) {
    this.#most = most;
  }

  get lines(): readonly ThreadLine[] {
    return this.#places.map(({ line }) => line);
  }

  get threads(): number {
    return this.#places.length;
  }

  get running(): number {
    return this.#places.reduce((sum, { runs }) => sum + runs.size, 0);
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** Hands on pieces of runs. */
  readonly onPieces = (pieces: readonly RunPiece[]): void => {
    for (const [run, delta] of pieces) void this.#listeners.get(run)?.(delta);
  };

  /** Takes a thread in, and lets it go once it has ended. */
  add(line: ThreadLine): void {
    const place: Place = { line, rows: 0, runs: new Set() };
    this.#places.push(place);
    void line.died.then(() => this.#places.splice(this.#places.indexOf(place), 1));
    this.#fill();
  }

  async generate(request: GenerateRequest, run: number, onDelta?: OnDelta): Promise<Outcome<GenerateResult>> {
    const { info } = this.lines[0] ?? {};
    const own = info && adapterOf(info, request.adapter)?.defaults;
    const rows = rowsOf(request, own ?? info?.defaults ?? {});
    if (onDelta !== undefined) this.#listeners.set(run, onDelta);
    try {
      return await this.#take(run, rows, (line) =>
        line.call((thread) => thread.generate(request, run, onDelta !== undefined)),
      );
    } finally {
      this.#listeners.delete(run);
    }
  }

  readonly score: ServedEngine["score"] = (request, run) =>
    this.#take(run, 1, (line) => line.call((thread) => thread.score(request, run)));

  readonly alternatives: ServedEngine["alternatives"] = (request, run) =>
    this.#take(run, 1, (line) => line.call((thread) => thread.alternatives(request, run)));

  async stop(run: number): Promise<void> {
    const index = this.#waiting.findIndex((one) => one.run === run);
    for (const one of index < 0 ? [] : this.#waiting.splice(index, 1)) one.giveUp();
    for (const { line, runs } of this.#places) if (runs.has(run)) line.stop(run);
  }

  async end(): Promise<void> {
    this.isEnding = true;
    await Promise.all(this.lines.map((line) => line.end()));
  }

  #take<T>(run: number, rows: number, work: (line: ThreadLine) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    return new Promise((resolve) => {
      const begin = (place: Place) => {
        place.rows += rows;
        place.runs.add(run);
        void work(place.line).then((outcome) => {
          place.rows -= rows;
          place.runs.delete(run);
          resolve(outcome);
          this.#fill();
        });
      };
      const giveUp = () => resolve(fail("cancelled", "request", {}));
      this.#waiting.push({ run, rows, begin, giveUp });
      this.#fill();
    });
  }

  #fill(): void {
    beginInOrder(this.#waiting, (next) => {
      const [place] = [...this.#places].sort((a, b) => a.rows - b.rows);
      if (place === undefined || (place.rows > 0 && place.rows + next.rows > this.#most)) return false;
      next.begin(place);
      return true;
    });
  }
}
