import type { CompletionBody } from "../../contract/api/bodies.ts";
import type { GenerateResult, Sample } from "../../contract/engine.ts";
import type { GenerationParameters } from "../../contract/parameters.ts";
import type { GenerateRequest } from "../../contract/request.ts";
import { failureAnswer, jsonAnswer } from "./answer.ts";
import { type Caller, generate } from "./call.ts";
import { type Logprobs, logprobsOf } from "./completion-logprobs.ts";
import { streamRun } from "./event-stream.ts";

/** `POST api/v1/completions`, whole or as server-sent events that end with `[DONE]`. */
export async function answerCompletion(body: CompletionBody, caller: Caller, now: () => number): Promise<Response> {
  const request = toRequest(body);
  const head = { id: `cmpl-${caller.newId()}`, object: "text_completion", created: Math.floor(now() / 1000) };
  if (body.stream === true) return streamCompletion(body, request, caller, head);
  const outcome = await generate(caller, request);
  if (!outcome.ok) return failureAnswer(outcome.failure);
  const result = outcome.value;
  const choices = result.samples.map((sample, index) => {
    const prompt = body.echo === true ? (result.prompts[sample.prompt] ?? "") : "";
    return choice(index, prompt + sample.text, sample.finish_reason, wholeLogprobs(body, sample, prompt));
  });
  return jsonAnswer({ ...head, model: result.model.name, choices, usage: usageOf(result) });
}

type Head = Readonly<Record<"id" | "object", string>> & { readonly created: number };

function toRequest(body: CompletionBody): GenerateRequest {
  const temperature = body.temperature ?? 1;
  const parameters: GenerationParameters = {
    // The interface has no greedy switch: temperature 0 stands for it. Nor do its defaults limit the choice by rank.
    ...(temperature === 0 ? { do_sample: false } : { do_sample: true, temperature: Math.max(temperature, 0.01) }),
    top_p: body.top_p ?? 1,
    top_k: body.top_k ?? 0,
    num_beams: 1,
    repetition_penalty: body.repetition_penalty ?? 1,
    min_length: 0,
    max_new_tokens: body.max_tokens ?? 16,
    num_return_sequences: body.n ?? 1,
  };
  if (body.min_p !== undefined) parameters.min_p = body.min_p;
  if (body.seed !== null && body.seed !== undefined) parameters.seed = body.seed;
  if (body.stop !== null && body.stop !== undefined) {
    parameters.stop_strings = typeof body.stop === "string" ? [body.stop] : body.stop;
  }
  // The drawn token's own probability comes only with details, so 0 alternatives still ask for one.
  if (wantsLogprobs(body)) parameters.top_logprobs = Math.max(1, body.logprobs ?? 0);
  return { prompt: body.prompt, parameters };
}

function wantsLogprobs(body: CompletionBody): boolean {
  return body.logprobs !== null && body.logprobs !== undefined;
}

function wholeLogprobs(body: CompletionBody, sample: Sample, prompt: string): Logprobs | null {
  return wantsLogprobs(body) ? logprobsOf(sample.details ?? [], body.logprobs ?? 0, prompt.length) : null;
}

/** OpenAI knows two reasons: the text ended by itself, or a limit did it. */
function choice(index: number, text: string, reason: Sample["finish_reason"] | null, logprobs: Logprobs | null) {
  const finish_reason = reason === null ? null : reason === "eos" || reason === "stop_string" ? "stop" : "length";
  return { index, text, logprobs, finish_reason };
}

function usageOf({ prompt_tokens, completion_tokens }: GenerateResult) {
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
}

function streamCompletion(
  body: CompletionBody,
  request: GenerateRequest,
  caller: Caller,
  head: Head,
): Promise<Response> {
  const model = body.model ?? "";
  const chunk = (choices: unknown[], more: object = {}) => ({ ...head, model, choices, ...more });
  const prompts = typeof body.prompt === "string" ? [body.prompt] : body.prompt;
  const offsets = new Map<number, number>();
  return streamRun(caller, request, {
    async delta(send, { sample, text, detail }) {
      const offset = offsets.get(sample) ?? 0;
      const echoed = body.echo === true && offset === 0 ? (prompts[Math.floor(sample / (body.n ?? 1))] ?? "") : "";
      offsets.set(sample, offset + echoed.length + text.length);
      const logprobs =
        wantsLogprobs(body) && detail !== undefined
          ? logprobsOf([detail], body.logprobs ?? 0, offset + echoed.length)
          : null;
      await send(chunk([choice(sample, echoed + text, null, logprobs)]));
    },
    async end(send, result) {
      for (const [index, sample] of result.samples.entries())
        await send(chunk([choice(index, "", sample.finish_reason, null)]));
      if (body.stream_options?.include_usage === true) await send(chunk([], { usage: usageOf(result) }));
      await send("[DONE]");
    },
  });
}
