import type { LoadProgress, ModelInfo, ModelOffer } from "../../contract/engine.ts";
import type { ModelSource } from "../../contract/model-source.ts";
import { fail, type Outcome, succeed } from "../../contract/outcome.ts";
import { refusingEngine } from "../../contract/refusing-engine.ts";
import type { ConnectedEngine } from "../connect-engine.ts";
import { INFO } from "./fake-worker.ts";

interface PendingLoad {
  readonly source: ModelSource;
  readonly report: (progress: LoadProgress) => void | Promise<void>;
  readonly settle: (outcome: Outcome<ModelInfo>) => void;
}

export interface FakeEngine extends ConnectedEngine {
  readonly loads: PendingLoad[];
  /** The model that answers. */
  answering: ModelInfo | undefined;
  readonly given: { up: number };
}

/** An engine whose loads end when a test says so; one that is given up ends at once. */
export function fakeEngine(offerOf: (source: ModelSource) => ModelOffer): FakeEngine {
  const loads: PendingLoad[] = [];
  const given = { up: 0 };
  const unused = async () => fail({ code: "internal", message: "not used by this test" });
  const engine: FakeEngine = {
    ...refusingEngine(unused),
    loads,
    given,
    answering: undefined,
    current: () => engine.answering,
    describe: async (source) => succeed(offerOf(source)),
    load: (source, _options, report) => new Promise((settle) => void loads.push({ source, report, settle })),
    async cancelLoad() {
      given.up++;
      for (const { settle } of loads) settle(fail({ code: "cancelled", message: "given up" }));
    },
    close: () => undefined,
  };
  return engine;
}

export function infoOf(source: ModelSource): ModelInfo {
  return { ...INFO, name: source.kind === "site" ? source.path : "other", source };
}
