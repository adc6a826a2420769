import type { GenerateResult } from "../../contract/generate-result.ts";
import type { BackendReport, ModelInfo } from "../../contract/model-info.ts";
import type { ModelOffer } from "../../contract/model-offer.ts";
import type { ModelSource } from "../../contract/model-source.ts";
import { makeNote } from "../../contract/outcome.ts";
import { resolveParameters } from "../../contract/parameters.ts";

/** Answers of an engine as tests need them. */
const backend: BackendReport = {
  backend: "kernel",
  device: "wasm",
  dtype: "q8",
  threads: 1,
  reason: makeNote("chosen", {}),
  tried: [],
};
const card = { title: "Quotes", summary: "", tags: [], examples: [{ text: "life is not" }] };

export function offerOf(source: ModelSource, more: Partial<ModelOffer> = {}): ModelOffer {
  const isOwn = source.kind === "files";
  const cost = { downloadBytes: 1000, isKept: isOwn };
  const dtypes = [{ dtype: "q8", bytes: 1000, downloadBytes: 1000, kept: isOwn }] as const;
  return { source, name: "quotes", origin: "here", card, dtypes, needsConversion: false, ...cost, ...more };
}

export function infoOf(source: ModelSource): ModelInfo {
  return {
    name: "quotes",
    source,
    card,
    defaults: {},
    notes: [],
    maxPositions: 128,
    vocabSize: 300,
    bytes: 1000,
    backend,
    kept: { where: "opfs" },
    quality: {},
    isQualityClaimed: false,
    converted: false,
  };
}

export function resultOf(prompt: string, text: string, seed = 1): GenerateResult {
  return {
    samples: [{ prompt: 0, text, token_ids: [1, 2], finish_reason: "length" }],
    prompts: [prompt],
    prompt_tokens: 3,
    dropped_tokens: 0,
    completion_tokens: 2,
    parameters: resolveParameters({ seed }, {}, 0),
    timings: { first_token_ms: 1, total_ms: 2, tokens_per_second: 3 },
    model: { name: "quotes", source: { kind: "site", path: "models/quotes" } },
    backend,
  };
}
