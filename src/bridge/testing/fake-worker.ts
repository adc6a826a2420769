import { expose } from "comlink";
import type { Engine } from "../../contract/engine.ts";
import type { GenerateResult } from "../../contract/generate-result.ts";
import type { ModelInfo } from "../../contract/model-info.ts";
import { fail, makeNote, succeed } from "../../contract/outcome.ts";
import { byOwnPort } from "../../contract/own-port.ts";
import { resolveParameters } from "../../contract/parameters.ts";
import { refusingEngine } from "../../contract/refusing-engine.ts";
import type { WorkerLike } from "../connection.ts";

const refuse = async () => fail("not_loaded", "none", {});

export const INFO: ModelInfo = {
  name: "tiny",
  source: { kind: "site", path: "tiny" },
  card: { title: "tiny", summary: "", tags: [], examples: [] },
  defaults: {},
  notes: [],
  maxPositions: 8,
  vocabSize: 8,
  bytes: 500_000_000,
  backend: {
    backend: "onnx-webgpu",
    device: "webgpu",
    dtype: "q4",
    threads: 1,
    reason: makeNote("chosen", {}),
    tried: [
      { backend: "onnx-webgpu", msPerToken: 1 },
      { backend: "kernel", msPerToken: 2 },
    ],
  },
  kept: { where: "memory" },
  quality: {},
  isQualityClaimed: false,
  converted: false,
};

/** A worker on the same thread: a real Comlink connection to the engine given, over a message channel. */
export function fakeWorker(
  engine: Partial<Engine & { ping(): unknown }>,
): WorkerLike & { ended: boolean; crash(): void } {
  const { port1, port2 } = new MessageChannel();
  const whole = {
    ...refusingEngine(refuse),
    load: async () => succeed(INFO),
    generate: async (..._run: Parameters<Engine["generate"]>) => succeed(resultOf("")),
    stop: async () => undefined,
    cancelLoad: async () => undefined,
    ping: () => undefined,
    ...engine,
  };
  expose(byOwnPort(whole, port2), port2);
  port1.start();
  const events = new EventTarget();
  const target = (type: string) => (type === "error" ? events : port1);
  const worker = {
    ended: false,
    postMessage: port1.postMessage.bind(port1),
    addEventListener: (type: string, listener: EventListener) => target(type).addEventListener(type, listener),
    removeEventListener: (type: string, listener: EventListener) => target(type).removeEventListener(type, listener),
    terminate() {
      worker.ended = true;
      port1.close();
      port2.close();
    },
    crash: () => void events.dispatchEvent(new Event("error")),
  };
  return worker;
}

export function resultOf(text: string): GenerateResult {
  const { backend } = INFO;
  const timings = { first_token_ms: 0, total_ms: 0, tokens_per_second: 0 };
  const sample = { prompt: 0, text, token_ids: [], finish_reason: "length" } as const;
  const parameters = resolveParameters({}, {}, 0);
  return {
    samples: [sample],
    prompts: [""],
    prompt_tokens: 0,
    dropped_tokens: 0,
    completion_tokens: 0,
    parameters,
    timings,
    model: { name: "tiny", source: INFO.source },
    backend,
  };
}
