import type { GenerateResult, InferenceEngine, ScoreResult } from "../contract/engine.ts";
import { refuse } from "../contract/outcome.ts";
import { lengthBeyond, resolveParameters } from "../contract/parameters.ts";
import type { GenerateRequest } from "../contract/request.ts";
import { generateTokens } from "../generate/generate-tokens.ts";
import { scoreText } from "../generate/score.ts";
import { startTokens } from "../generate/start-tokens.ts";
import type { EngineWorld } from "./engine-world.ts";
import type { LoadedModel } from "./load-model.ts";
import { oneAhead } from "./one-ahead.ts";

/** By which {@link InferenceEngine.stop} ends a run. */
export interface StopFlag {
  readonly stopped: boolean;
}

/** @param request that passed `parseRequest` */
export async function generateTexts(
  { pass, codec, info }: LoadedModel,
  request: GenerateRequest,
  flag: StopFlag,
  onDelta: Parameters<InferenceEngine["generate"]>[2],
  { now, breathe, randomSeed }: EngineWorld,
): Promise<GenerateResult> {
  const prompts = typeof request.prompt === "string" ? [request.prompt] : request.prompt;
  const parameters = resolveParameters(request.parameters, info.defaults, randomSeed());
  const { truncate, continued, prompt_logprobs } = request;
  const pieces = oneAhead(onDelta);
  const hooks = { onDelta: pieces.onDelta, isStopped: () => flag.stopped, now, breathe };
  const generated = await generateTokens(
    pass,
    codec,
    { truncate, continued, prompt_logprobs, prompts, parameters, ...lengthBeyond(request.parameters) },
    hooks,
  );
  await pieces.taken();
  const commit = info.commit === undefined ? {} : { commit: info.commit };
  const model = { name: info.name, source: info.source, ...commit };
  return { ...generated, parameters, model, backend: info.backend };
}

/** @throws Refusal `cancelled` when it is stopped */
export function scoreWhole(
  { pass, codec, info }: LoadedModel,
  text: string,
  flag: StopFlag,
  { breathe }: EngineWorld,
): Promise<ScoreResult> {
  const pause = async () => {
    await breathe();
    if (flag.stopped) throw refuse("cancelled", "score", {});
  };
  return scoreText(pass, codec, text, startTokens(codec, info.defaults.bos_token_id), { pause });
}
