import type { Engine } from "../../contract/engine.ts";
import type { GenerateDelta, GenerateResult } from "../../contract/generate-result.ts";
import type { LoadOptions, LoadProgress } from "../../contract/load.ts";
import type { ModelInfo } from "../../contract/model-info.ts";
import type { StoredModel } from "../../contract/model-library.ts";
import type { ModelOffer } from "../../contract/model-offer.ts";
import type { ModelSource } from "../../contract/model-source.ts";
import { fail, type Outcome, succeed } from "../../contract/outcome.ts";
import type { GenerationParameters } from "../../contract/parameters.ts";
import { refusingEngine } from "../../contract/refusing-engine.ts";
import type { GenerateRequest } from "../../contract/request.ts";
import type { ScoreRequest } from "../../contract/score-request.ts";
import type { NextScores, PromptTokens, ScoreResult } from "../../contract/text-results.ts";
import type { PromptToken } from "../../contract/token-detail.ts";

export interface Call<T> {
  readonly settle: (outcome: Outcome<T>) => void;
}

/** An engine that answers only when a test says so. */
export function fakeEngine(stored: readonly StoredModel[] = []) {
  const described: (Call<ModelOffer> & { readonly source: ModelSource })[] = [];
  const zips: (Call<ModelSource> & { readonly file: string })[] = [];
  const loads: (Call<ModelInfo> & { readonly report: (progress: LoadProgress) => void | Promise<void> })[] = [];
  const runs: (Call<GenerateResult> & {
    readonly run: number;
    readonly request: GenerateRequest;
    readonly emit: (delta: GenerateDelta) => void | Promise<void>;
  })[] = [];
  const scores: (Call<ScoreResult> & {
    readonly run: number;
    readonly request: ScoreRequest;
    readonly say: (tokens: readonly PromptToken[]) => void | Promise<void>;
  })[] = [];
  const tokenized: (Call<PromptTokens> & {
    readonly prompt: string;
    readonly parameters: GenerationParameters;
    readonly most: number;
  })[] = [];
  const nexts: (Call<NextScores> & { readonly run: number; readonly prompt: string; readonly truncate: number })[] = [];
  /** Sources and options of the loads. */
  const asked: [ModelSource, LoadOptions][] = [];
  const stopped: number[] = [];
  /** Loads that were begun when each of them was given up. */
  const cancelled: number[] = [];
  const unused = async () => fail("internal", "error", { reason: "not used by this test" });
  const engine: Engine = {
    ...refusingEngine(unused),
    describe: (source) => new Promise((settle) => void described.push({ source, settle })),
    load: (source, options, report) => {
      asked.push([source, options]);
      return new Promise((settle) => void loads.push({ settle, report }));
    },
    cancelLoad: async () => void cancelled.push(loads.length),
    generate: (request, run, emit) => new Promise((settle) => void runs.push({ settle, run, request, emit })),
    score: (request, run, say = () => undefined) =>
      new Promise((settle) => void scores.push({ settle, run, request, say })),
    stop: async (run) => void stopped.push(run),
    countTokens: async (text) => succeed(text.length),
    tokenize: (prompt, parameters, most) =>
      new Promise((settle) => void tokenized.push({ settle, prompt, parameters, most })),
    scoreNext: (prompt, truncate, _wanted, run) =>
      new Promise((settle) => void nexts.push({ settle, run, prompt, truncate })),
    stored: async () => succeed([...stored]),
    deleteStored: async () => succeed(undefined),
    openArchive: (file) => new Promise((settle) => void zips.push({ file: file.path, settle })),
  };
  return { engine, zips, described, loads, asked, runs, scores, tokenized, nexts, stopped, cancelled };
}
