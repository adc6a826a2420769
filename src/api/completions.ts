import * as v from "valibot";
import type { CompletionBody } from "../contract/api/bodies.ts";
import type { GenerateResult, Sample } from "../contract/generate-result.ts";
import type { GenerationParameters } from "../contract/parameters.ts";
import type { GenerateRequest } from "../contract/request.ts";
import type { FieldOf } from "./answer.ts";
import { answerWhole } from "./answer-whole.ts";
import type { Caller } from "./call.ts";
import { joinLogprobs, type Logprobs, logprobsOf } from "./completion-logprobs.ts";
import { streamRun } from "./event-stream.ts";
import { generationOf } from "./generation-of.ts";

/**
 * `POST api/v1/completions`, whole or as server-sent events that end with `[DONE]`.
 * @param world `defaults`: the model's own settings
 */
export async function answerCompletion(
  body: CompletionBody,
  caller: Caller,
  { now, defaults }: { readonly now: () => number; readonly defaults: GenerationParameters },
): Promise<Response> {
  const request = toRequest(body, defaults);
  const head = { id: `cmpl-${caller.newId()}`, object: "text_completion", created: Math.floor(now() / 1000) };
  if (body.stream) return streamCompletion(body, request, caller, head);
  return answerWhole(caller, request, (result) => {
    const choices = result.samples.map((sample, index) => {
      const prompt = wantsEcho(body) ? (result.prompts[sample.prompt] ?? "") : "";
      return choice(index, prompt + sample.text, sample.finish_reason, wholeLogprobs(body, result, sample));
    });
    return { ...head, model: result.model.adapter ?? result.model.name, choices, usage: usageOf(result) };
  });
}

type Head = Readonly<Record<"id" | "object", string>> & { readonly created: number };

/** Names that this interface has for parameters of `generate()`. */
const NAMES: Readonly<Record<string, string>> = {
  max_new_tokens: "max_tokens",
  num_return_sequences: "n",
  stop_strings: "stop",
  top_logprobs: "logprobs",
  sequence_bias: "logit_bias",
};

/** Where the body has what a request names otherwise. */
export const completionField: FieldOf = (subject) => [NAMES[subject] ?? subject];

function toRequest(body: CompletionBody, defaults: GenerationParameters): GenerateRequest {
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

function wantsEcho({ echo, return_full_text }: CompletionBody): boolean {
  return echo || return_full_text;
}

function wholeLogprobs(body: CompletionBody, result: GenerateResult, sample: Sample): Logprobs | null {
  const { logprobs: alternatives } = body;
  if (alternatives === undefined) return null;
  const begin = wantsEcho(body) ? (result.prompts[sample.prompt]?.length ?? 0) : 0;
  const own = logprobsOf(sample.details ?? [], alternatives, { begin, length: sample.text.length });
  const echoed = result.prompt_details?.[sample.prompt] ?? [];
  return joinLogprobs(logprobsOf(echoed, alternatives, { begin: 0, length: begin }), own);
}

/** OpenAI knows two reasons: the text ended by itself, or a limit did it. */
function choice(index: number, text: string, reason: Sample["finish_reason"] | null, logprobs: Logprobs | null) {
  const finish_reason = reason === null ? null : reason === "eos" || reason === "stop_string" ? "stop" : "length";
  return { index, text, logprobs, finish_reason };
}

interface Usage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
}

function usageOf({ prompt_tokens, completion_tokens }: GenerateResult): Usage {
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
}

function streamCompletion(
  body: CompletionBody,
  request: GenerateRequest,
  caller: Caller,
  head: Head,
): Promise<Response> {
  const { model } = caller;
  const wantsUsage = body.stream_options?.include_usage === true;
  const chunk = (choices: unknown[], usage: Usage | null = null) => ({
    ...head,
    model,
    choices,
    ...(wantsUsage && { usage }),
  });
  const prompts = [request.prompt].flat();
  /** Characters that were sent of each sample, with its prompt where that is echoed. */
  const sent = new Map<number, number>();
  return streamRun(caller, request, {
    async delta(send, { sample, text, detail, prompt }) {
      const before = wantsEcho(body) ? (prompts[Math.floor(sample / body.n)] ?? "") : "";
      const piece = (sent.has(sample) ? "" : before) + text;
      const length = (sent.get(sample) ?? 0) + piece.length;
      sent.set(sample, length);
      const told = prompt ?? (detail === undefined ? undefined : [detail]);
      const begin = prompt === undefined ? before.length : 0;
      const logprobs =
        body.logprobs === undefined || told === undefined
          ? null
          : logprobsOf(told, body.logprobs, { begin, length: length - begin });
      await send(chunk([choice(sample, piece, null, logprobs)]));
    },
    async end(send, result) {
      for (const [index, sample] of result.samples.entries()) {
        // A prompt that is only read has no piece to come with.
        const unsent = wantsEcho(body) && !sent.has(index) ? (prompts[sample.prompt] ?? "") : "";
        await send(chunk([choice(index, unsent, sample.finish_reason, null)]));
      }
      if (wantsUsage) await send(chunk([], usageOf(result)));
      await send("[DONE]");
    },
  });
}
