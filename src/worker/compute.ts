import { adapterOf } from "../contract/answers-to.ts";
import type { InferenceEngine } from "../contract/engine.ts";
import type { TextCodec } from "../contract/forward-pass.ts";
import type { GenerateResult } from "../contract/generate-result.ts";
import type { ModelInfo } from "../contract/model-info.ts";
import { refuse } from "../contract/outcome.ts";
import { type GenerationParameters, lengthBeyond, resolveParameters } from "../contract/parameters.ts";
import type { GenerateRequest } from "../contract/request.ts";
import type { AlternativesRequest, ScoreRequest } from "../contract/score-request.ts";
import type { Alternatives, NextScores, PromptTokens, ScoreResult } from "../contract/text-results.ts";
import { listAlternatives, scoreNextToken } from "../generate/alternatives.ts";
import { checkPromptTokens } from "../generate/check-tokens.ts";
import { generateTokens } from "../generate/generate-tokens.ts";
import { roomForPrompt } from "../generate/prompt-length.ts";
import { scoreText } from "../generate/score.ts";
import { startTokens } from "../generate/start-tokens.ts";
import { lastTokens, readPrompt, readText } from "../generate/text-tokens.ts";
import type { EngineWorld } from "./engine-world.ts";
import type { LoadedModel } from "./load-model.ts";
import { oneAhead } from "./one-ahead.ts";

/** By which {@link InferenceEngine.stop} ends a run. */
export interface StopFlag {
  readonly stopped: boolean;
}

/** What a run takes of a loaded model. */
export type RunningModel = Pick<LoadedModel, "pass" | "codec" | "info">;
/** What it takes of the world. */
export type RunWorld = Pick<EngineWorld, "now" | "breathe" | "randomSeed">;

/** @param request that passed `parseRequest` */
export async function generateTexts(
  { pass, codec, info }: RunningModel,
  request: GenerateRequest,
  flag: StopFlag,
  onDelta: Parameters<InferenceEngine["generate"]>[2],
  { now, breathe, randomSeed }: RunWorld,
): Promise<GenerateResult> {
  const { truncate, continued, prompt_logprobs, messages } = request;
  const prompt_ids = messages === undefined ? request.prompt_ids : [await readChat(messages, codec, info)];
  if (prompt_ids !== undefined) checkPromptTokens(prompt_ids, pass.vocabSize);
  const prompts = prompt_ids ?? [request.prompt].flat();
  const resolved = resolveParameters(request.parameters, info.defaults, randomSeed());
  const parameters = request.prompt_only ? { ...resolved, ...NOTHING_WRITTEN } : resolved;
  const pieces = oneAhead(onDelta);
  const hooks = { onDelta: pieces.send, isStopped: () => flag.stopped, now, breathe };
  const generated = await generateTokens(
    pass,
    codec,
    { truncate, continued, prompt_logprobs, prompts, parameters, ...lengthBeyond(request.parameters) },
    hooks,
  );
  await pieces.taken();
  const commit = info.commit === undefined ? {} : { commit: info.commit };
  const { digest } = adapterOf(info, request.adapter) ?? {};
  const adapter = request.adapter === undefined ? {} : { adapter: request.adapter };
  const model = {
    name: info.name,
    source: info.source,
    ...commit,
    ...adapter,
    ...(digest && { adapter_digest: digest }),
  };
  return { ...generated, parameters, model, backend: info.backend };
}

/** The template says where a text begins, so nothing is put before it. Few models have one: what reads it is fetched for them. */
async function readChat(messages: readonly unknown[], codec: TextCodec, { chat }: ModelInfo): Promise<number[]> {
  if (chat === undefined) throw refuse("bad_request", "no_chat", {}, { subject: "messages" });
  const { renderChat } = await import("./chat/render-chat.ts");
  return codec.encode(renderChat(chat, messages));
}

/** What takes the place of a request's parameters where its prompts are only read. */
const NOTHING_WRITTEN = { max_new_tokens: 0, num_beams: 1, best_of: 1, token_healing: false };

/** @param parameters that passed `parseRequest` @param most tokens to tell, from the end */
export function tokenizePrompt(
  { pass, codec, info }: RunningModel,
  prompt: string,
  parameters: GenerationParameters,
  most: number,
): PromptTokens {
  const ids = [...(codec.prefix ?? []), ...codec.encode(prompt), ...(codec.suffix ?? [])];
  const room = roomForPrompt(ids.length, resolveParameters(parameters, info.defaults, 0), pass.maxPositions);
  const tokens = ids.slice(Math.max(0, ids.length - most)).map((id) => ({ id, ...codec.describe(id) }));
  return { count: ids.length, dropped: Math.max(0, ids.length - room), tokens };
}

/** @param request that passed `parseScore`. @throws Refusal `cancelled` when it is stopped */
export async function scoreWhole(
  model: RunningModel,
  { text, continued, top_logprobs, as_prompt }: ScoreRequest,
  flag: StopFlag,
  onTokens: Parameters<InferenceEngine["score"]>[2],
  world: RunWorld,
): Promise<ScoreResult> {
  const { pass, codec } = model;
  const reader = readerOf(model);
  const tokens = as_prompt
    ? lastTokens(readPrompt(text, reader, continued), pass.maxPositions)
    : readText(text, reader, continued);
  const pieces = onTokens && oneAhead(onTokens);
  const options = { wanted: top_logprobs, onTokens: pieces?.send, pause: pauseOf(flag, world) };
  const result = await scoreText(pass, codec, tokens, options);
  await pieces?.taken();
  return result;
}

/** @param request that passed `parseAlternatives`. @throws Refusal `cancelled` when it is stopped */
export function alternativesAt(
  model: RunningModel,
  { text, continued, position, top_logprobs = 10 }: AlternativesRequest,
  flag: StopFlag,
  world: RunWorld,
): Promise<Alternatives> {
  const { pass, codec } = model;
  const options = { position, wanted: top_logprobs, pause: pauseOf(flag, world) };
  return listAlternatives(pass, codec, readPrompt(text, readerOf(model), continued), options);
}

/** @param truncate and `wanted` that passed `parseRequest`. @throws Refusal `cancelled` when it is stopped */
export function scoreNextOf(
  model: RunningModel,
  prompt: string,
  truncate: number,
  wanted: number,
  flag: StopFlag,
  world: RunWorld,
): Promise<NextScores> {
  const { pass, codec } = model;
  const read = lastTokens(readPrompt(prompt, readerOf(model)), Math.min(truncate, pass.maxPositions));
  return scoreNextToken(pass, codec, read, { wanted, pause: pauseOf(flag, world) });
}

function readerOf({ pass, codec, info }: RunningModel): Parameters<typeof readText>[1] {
  const start = startTokens(codec, info.defaults.bos_token_id);
  return { codec, vocabSize: pass.vocabSize, start };
}

function pauseOf(flag: StopFlag, { breathe }: RunWorld): () => Promise<void> {
  return async () => {
    await breathe();
    if (flag.stopped) throw refuse("cancelled", "score", {});
  };
}
