import type { GenerateResult, LoadProgress, ModelInfo, ModelOffer, ModelSource } from "../../contract/engine.ts";
import { fail, type Outcome, succeed } from "../../contract/outcome.ts";
import type { ConnectedEngine } from "../connect-engine.ts";
import { INFO, resultOf } from "./fake-worker.ts";

interface PendingLoad {
  readonly source: ModelSource;
  readonly report: (progress: LoadProgress) => void | Promise<void>;
  readonly settle: (outcome: Outcome<ModelInfo>) => void;
}

interface PendingRun {
  readonly run: number;
  readonly settle: (outcome: Outcome<GenerateResult>) => void;
}

export interface FakeEngine extends ConnectedEngine {
  readonly loads: PendingLoad[];
  readonly runs: PendingRun[];
  readonly stopped: number[];
  readonly isClosed: () => boolean;
}

/** An engine whose loads and runs end when a test says so; a load that is given up ends at once. */
export function fakeEngine(offerOf: (source: ModelSource) => ModelOffer): FakeEngine {
  const loads: PendingLoad[] = [];
  const runs: PendingRun[] = [];
  const stopped: number[] = [];
  let closed = false;
  const giveUp = () => {
    for (const { settle } of loads) settle(fail({ code: "cancelled", message: "given up" }));
  };
  const unused = async () => fail({ code: "internal", message: "not used by this test" });
  return {
    loads,
    runs,
    stopped,
    isClosed: () => closed,
    describe: async (source) => succeed(offerOf(source)),
    load: (source, _options, report) => new Promise((settle) => void loads.push({ source, report, settle })),
    cancelLoad: async () => giveUp(),
    generate: (_request, run) => new Promise((settle) => void runs.push({ run, settle })),
    stop: async (run) => void stopped.push(run),
    countTokens: async (text) => succeed(text.length),
    score: unused,
    savePackage: unused,
    stored: unused,
    verifyStored: unused,
    deleteStored: unused,
    exportStored: unused,
    importStored: unused,
    close() {
      closed = true;
      giveUp();
    },
  };
}

export function infoOf(source: ModelSource): ModelInfo {
  return { ...INFO, name: source.kind === "site" ? source.path : "other", source };
}

export const done = succeed(resultOf("text"));
