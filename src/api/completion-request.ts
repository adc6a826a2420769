import * as v from "valibot";
import type { CompletionBody } from "../contract/api/bodies.ts";
import type { GenerationParameters } from "../contract/parameters.ts";
import type { GenerateRequest } from "../contract/request.ts";
import { generationOf } from "./generation-of.ts";

/** What answers to OpenAI's interface take of the world: the clock, and the model's own settings. */
export interface AnswerWorld {
  /** Milliseconds. */
  readonly now: () => number;
  readonly defaults: GenerationParameters;
}

/** What a body of OpenAI's interface asks of the engine. @param defaults the model's own settings */
export function toRequest(body: CompletionBody, defaults: GenerationParameters): GenerateRequest {
  const { stop = [], stop_sequences = [], truncate, logit_bias = {} } = body;
  const parameters: GenerationParameters = {
    ...choiceOf(body, defaults),
    ...lengthOf(body, defaults),
    // Of these the interface has defaults of its own, whatever the model's are.
    num_beams: 1,
    num_return_sequences: body.n,
    best_of: body.best_of ?? 1,
    token_healing: body.token_healing ?? false,
  };
  const biases = Object.entries(logit_bias).filter(([, bias]) => bias !== 0);
  if (biases.length > 0) {
    const asked = biases.map(([id, bias]): [number[], number] => [[Number(id)], Number(bias)]);
    // Of two biases for one token the last one counts.
    parameters.sequence_bias = [...(defaults.sequence_bias ?? []), ...asked];
  }
  const stops = [...(typeof stop === "string" ? [stop] : stop), ...stop_sequences];
  if (stops.length > 0) parameters.stop_strings = stops;
  // The drawn token's own probability comes only with details, so 0 alternatives still ask for one.
  if (body.logprobs !== undefined) parameters.top_logprobs = Math.max(1, body.logprobs);
  return {
    ...promptOf(body.prompt),
    ...(body.max_tokens === 0 && { prompt_only: true }),
    parameters,
    ...(truncate !== undefined && { truncate }),
    ...(body.logprobs !== undefined && wantsEcho(body) && { prompt_logprobs: body.logprobs }),
  };
}

/** How tokens are drawn: where neither the body nor the model says it, as the interface does, from all of them. */
function choiceOf(body: CompletionBody, defaults: GenerationParameters): GenerationParameters {
  const { temperature, ...fields } = body;
  const parameters = generationOf(fields);
  // A temperature says that tokens are drawn; 0 stands for the likeliest one each time, and values near it are the same.
  const meant = temperature === undefined ? (defaults.do_sample ?? true) : temperature > 0;
  const do_sample = body.do_sample ?? meant;
  if (temperature === 0) return { ...parameters, do_sample: false };
  if (!do_sample) return { ...parameters, do_sample };
  const top_k = body.top_k ?? defaults.top_k ?? 0;
  return {
    ...parameters,
    do_sample,
    top_k,
    ...(temperature !== undefined && { temperature: Math.max(temperature, 0.01) }),
  };
}

/** OpenAI's length where neither the body nor the model names one. */
const LENGTH = 16;

function lengthOf({ max_tokens }: CompletionBody, defaults: GenerationParameters): GenerationParameters {
  if (max_tokens !== undefined) return { max_new_tokens: Math.max(1, max_tokens) };
  const isNamed = defaults.max_new_tokens !== undefined || defaults.max_length !== undefined;
  return isNamed ? {} : { max_new_tokens: LENGTH };
}

const texts = v.array(v.string());
const tokenRow = v.array(v.number());

function promptOf(prompt: CompletionBody["prompt"]): Pick<GenerateRequest, "prompt" | "prompt_ids"> {
  if (typeof prompt === "string" || v.is(texts, prompt)) return { prompt };
  return { prompt: "", prompt_ids: v.is(tokenRow, prompt) ? [prompt] : prompt };
}

/** Whether the prompt is to stand before the text. */
export function wantsEcho({ echo, return_full_text }: CompletionBody): boolean {
  return echo || return_full_text;
}
