import type { BackendName } from "../contract/backends.ts";
import type { ForwardPass } from "../contract/forward-pass.ts";
import type { BackendReport } from "../contract/model-info.ts";
import { failureOf, makeNote } from "../contract/outcome.ts";
import { readSizes } from "../gpt2/config-text.ts";
import type { GraphFiles } from "../runtime/find-graphs.ts";
import { smallestBuild } from "../runtime/onnx/ort-builds.ts";
import type { Candidate } from "../runtime/plan.ts";
import {
  isLasting,
  reportAll,
  speedOf,
  type StartedBackend,
  type StartOptions,
  startBackend,
} from "../runtime/start-backend.ts";
import type { Listing } from "../store/listing.ts";
import type { EngineWorld } from "./engine-world.ts";
import { creatorOf, knownAnswer } from "./start-model.ts";
import { graphDownload } from "./wanted-files.ts";

type InTurn = NonNullable<StartOptions["inTurn"]>;

/** What came of a trial. */
export interface Timed {
  /** Of the rival, where it is the faster one. */
  readonly pass?: ForwardPass;
  readonly report: BackendReport;
}

/** A backend that may be faster than the one that a model started on, with what its trial needs. */
interface RivalInput {
  readonly candidate: Candidate;
  readonly listing: Listing;
  readonly graph: GraphFiles;
  /** Of the backend that runs. */
  readonly running: BackendReport;
  /** By which choices are remembered. */
  readonly identity: string;
  readonly world: EngineWorld;
}

/** The rival of a loaded model. */
export interface Rival {
  /**
   * Starts it beside the model and times it.
   * @param inTurn has the timing done while nothing else is computed @param signal of the model's end
   * @returns nothing where what it needs does not come, or the model ended meanwhile: another load may try it
   */
  time(inTurn: InTurn, signal: AbortSignal): Promise<Timed | undefined>;
  /** Later loads start on this one at once. */
  remember(backend: BackendName): Promise<void>;
}

/** The GPU, on the model's own files. */
export class GpuRival implements Rival {
  readonly #input: RivalInput;

  constructor(input: RivalInput) {
    this.#input = input;
  }

  async time(inTurn: InTurn, signal: AbortSignal): Promise<Timed | undefined> {
    const { world, listing, graph, candidate, identity } = this.#input;
    const wanted = graphDownload(listing, graph);
    // What was deleted since the load is not brought back unasked.
    if (!(await world.store.isHere(listing, wanted))) return undefined;
    await world.loadOrt(smallestBuild(true), 1, () => undefined);
    const opened = await world.store.open(listing, wanted, { signal, streamed: [] });
    try {
      const shape = readSizes(await opened.files.text("config.json"));
      const create = creatorOf({ opened, listing, graph }, shape, world, () => undefined);
      signal.throwIfAborted();
      const turn: InTurn = (work) =>
        inTurn(async () => {
          // Of a model that has ended nothing is timed: nobody waits for it.
          signal.throwIfAborted();
          return work();
        });
      // A thread that dies of two at once must not do so at each load.
      await world.choices.begin(identity, candidate.dtype);
      const plan = { candidates: [candidate], measure: false, reason: makeNote("gpu_later", {}) };
      const started = startBackend(plan, { create, knownAnswer: knownAnswer(listing), now: world.now, inTurn: turn });
      return await this.#compare(started, signal).finally(() => world.choices.end(identity, candidate.dtype));
    } finally {
      await opened.close();
    }
  }

  remember(backend: BackendName): Promise<void> {
    const { world, identity, candidate } = this.#input;
    return world.choices.remember(identity, candidate.dtype, backend);
  }

  async #compare(starting: Promise<StartedBackend>, signal: AbortSignal): Promise<Timed | undefined> {
    const { running, candidate } = this.#input;
    const started = await starting.catch((error: unknown) => ({
      report: { ...running, tried: [{ backend: candidate.backend, refused: failureOf(error) }] },
    }));
    const { pass, report } = { pass: undefined, ...started };
    const isFaster = pass !== undefined && speedOf(report) < speedOf(running);
    if (signal.aborted || !isFaster) await pass?.dispose();
    if (signal.aborted || !isLasting(report)) return undefined;
    const tried = [...running.tried, ...report.tried];
    return isFaster ? { pass, report: reportAll(report, tried) } : { report: reportAll(running, tried) };
  }
}
