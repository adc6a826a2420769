import { parentPort, workerData } from "node:worker_threads";
import { expose } from "comlink";
import { endpointOf } from "./node-endpoint.ts";
import * as v from "valibot";
import type { GenerateResult } from "../../contract/generate-result.ts";
import type { Alternatives, ScoreResult } from "../../contract/text-results.ts";
import type { ModelInfo } from "../../contract/model-info.ts";
import { type Outcome, toOutcome } from "../../contract/outcome.ts";
import type { GenerateRequest } from "../../contract/request.ts";
import type { AlternativesRequest, ScoreRequest } from "../../contract/score-request.ts";
import { createBatchEngine } from "./batch-engine.ts";
import { gatherPieces, type RunPiece } from "./gather-pieces.ts";
import { openServedModel } from "./served-model.ts";

/** Takes pieces of runs. */
export type OnPieces = (pieces: readonly RunPiece[]) => void;

/** A thread that computes, as the server sees it. */
export interface ComputeThread {
  /** Opens the model, or says what its files deserve. */
  open(onPieces: OnPieces): Promise<Outcome<ModelInfo>>;
  /** @param streams whether the pieces are wanted */
  generate(request: GenerateRequest, run: number, streams: boolean): Promise<Outcome<GenerateResult>>;
  score(request: ScoreRequest, run: number): Promise<Outcome<ScoreResult>>;
  alternatives(request: AlternativesRequest, run: number): Promise<Outcome<Alternatives>>;
  stop(run: number): Promise<void>;
}

const threadData = v.object({
  values: v.record(v.string(), v.union([v.string(), v.boolean(), v.undefined(), v.array(v.string())])),
});

/** The next turn of the event loop, in which messages arrive. */
const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Runs in a thread of its own: answers the server that started it. */
export async function runComputeThread(): Promise<void> {
  if (parentPort === null) return;
  const { values } = v.parse(threadData, workerData);
  let engine: ReturnType<typeof createBatchEngine> | undefined;
  let tell: OnPieces = () => {};
  const add = gatherPieces(
    (pieces) => tell(pieces),
    (work) => void setImmediate(work),
  );
  const opened = () => {
    if (engine === undefined) throw new Error("The model is not open yet.");
    return engine;
  };
  const randomSeed = () => Math.floor(Math.random() * 2 ** 32);
  const thread: ComputeThread = {
    open: (onPieces) =>
      toOutcome(async () => {
        tell = onPieces;
        const model = await openServedModel(values, process);
        engine = createBatchEngine(model, { now: () => performance.now(), breathe, randomSeed });
        return model.info;
      }),
    generate: (request, run, streams) =>
      // Nobody waits for a piece to arrive: a slow reader must not hold up the other runs.
      opened().generate(request, run, streams ? (delta) => add(run, delta) : () => {}),
    score: (request, run) => opened().score(request, run),
    alternatives: (request, run) => opened().alternatives(request, run),
    stop: (run) => opened().stop(run),
  };
  expose(thread, endpointOf(parentPort));
}
