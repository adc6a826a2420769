import type { TextGenerationBody } from "../contract/api/bodies.ts";
import type { GenerateResult, Sample } from "../contract/generate-result.ts";
import type { GenerateRequest } from "../contract/request.ts";
import type { TokenAlternative, TokenDetail } from "../contract/token-detail.ts";
import type { FieldOf } from "./answer.ts";
import { answerWhole } from "./answer-whole.ts";
import type { Caller } from "./call.ts";
import { streamRun } from "./event-stream.ts";
import { generationOf } from "./generation-of.ts";

/** Names of the task for why a text ended. */
const FINISH = {
  eos: "eos_token",
  length: "length",
  stop_string: "stop_sequence",
  time: "length",
  stopped: "length",
} as const;

/** `POST api/generate`: the Hub's text-generation task, whole or as server-sent events. */
export async function answerTextGeneration(body: TextGenerationBody, caller: Caller): Promise<Response> {
  const request = toRequest(body);
  if (body.stream) return streamTextGeneration(body, request, caller);
  return answerWhole(caller, request, (result) => toBody(result, body));
}

function toBody(result: GenerateResult, body: TextGenerationBody) {
  const [best, ...others] = result.samples.map((sample) => toOutput(sample, result, body));
  if (others.length === 0) return best;
  if (!reportsOthers(body)) return { ...best, best_of_sequences: others };
  const sequences = others.map(({ generated_text, details }) => ({ generated_text, ...details }));
  return { ...best, details: { ...best?.details, best_of_sequences: sequences } };
}

/** Where the task's body has what a request names otherwise. */
export const textGenerationField: FieldOf = (subject) =>
  subject === "prompt" ? ["inputs"] : ["parameters", ...subject.split(".")];

function toRequest(body: TextGenerationBody): GenerateRequest {
  const { stop_strings = [], stop = [], stop_sequences = [], top_n_tokens = 0, truncate } = body.parameters;
  // The task takes a prompt as it is.
  const parameters = { token_healing: false, ...generationOf(body.parameters) };
  const stops = [...stop_strings, ...stop, ...stop_sequences];
  // A stream is for who wants to see a text as it is written, unless the call says otherwise.
  if (body.stream) parameters.best_of ??= 1;
  if (stops.length > 0) parameters.stop_strings = stops;
  if (wantsDetails(body)) parameters.top_logprobs = Math.max(1, top_n_tokens);
  if (reportsOthers(body)) parameters.num_return_sequences ??= body.parameters.best_of;
  return {
    prompt: body.inputs,
    parameters,
    ...(truncate !== undefined && { truncate }),
    ...(body.parameters.decoder_input_details && { prompt_logprobs: 0 }),
  };
}

/** The task's details of a best text hold those that it was chosen from. */
function reportsOthers(body: TextGenerationBody): boolean {
  return (body.parameters.best_of ?? 1) > 1 && wantsDetails(body) && !body.stream;
}

function wantsDetails(body: TextGenerationBody): boolean {
  return body.details ?? (body.parameters.details || body.stream);
}

function toOutput(sample: Sample, result: GenerateResult, body: TextGenerationBody) {
  const generated_text = (body.parameters.return_full_text ? body.inputs : "") + sample.text;
  if (!wantsDetails(body)) return { generated_text };
  return { generated_text, details: toDetails(sample, result, body) };
}

function toDetails(sample: Sample, result: GenerateResult, body: TextGenerationBody) {
  const tokens = sample.details ?? [];
  const alternatives = body.parameters.top_n_tokens ?? 0;
  return {
    finish_reason: FINISH[sample.finish_reason],
    generated_tokens: sample.token_ids.length,
    seed: result.parameters.seed,
    prefill: result.prompt_details?.[sample.prompt]?.map(({ id, text, logprob }) => ({ id, text, logprob })) ?? [],
    tokens: tokens.map((token, i) => ({ ...toToken(token), text: writtenBy(tokens, i, sample.text) })),
    ...(alternatives > 0 && { top_tokens: tokens.map((token) => topTokens(token, alternatives)) }),
  };
}

function topTokens({ top }: TokenDetail, alternatives: number) {
  return top.slice(0, alternatives).map(toToken);
}

/** What a token added to the text: a character of several tokens comes with its last one. */
function writtenBy(tokens: readonly TokenDetail[], i: number, text: string): string {
  const token = tokens[i];
  const [start = 0, end = text.length] = [token?.offset, tokens[i + 1]?.offset];
  // A token may hold the prompt's end as well, which is no part of the text.
  return token?.special ? token.text : text.slice(Math.max(0, start), Math.max(0, end));
}

function toToken({ id, text, logprob, special }: TokenAlternative) {
  return { id, text, logprob, special: special === true };
}

function streamTextGeneration(body: TextGenerationBody, request: GenerateRequest, caller: Caller): Promise<Response> {
  const alternatives = body.parameters.top_n_tokens ?? 0;
  let index = 0;
  return streamRun(caller, request, {
    async delta(send, { sample, text, detail }) {
      if (sample !== 0) return;
      index += 1;
      const token = detail === undefined ? { id: -1, logprob: 0, special: false } : toToken(detail);
      const top = detail && alternatives > 0 ? { top_tokens: topTokens(detail, alternatives) } : {};
      await send({ index, token: { ...token, text }, ...top, generated_text: null, details: null });
    },
    async end(send, result) {
      const [sample] = result.samples;
      if (sample === undefined) return;
      const { finish_reason, generated_tokens, seed } = toDetails(sample, result, body);
      const { generated_text } = toOutput(sample, result, body);
      // Clients of the task read a token from every event; the last one adds no text.
      const token = { id: sample.token_ids.at(-1) ?? -1, text: "", logprob: 0, special: true };
      const details = { finish_reason, generated_tokens, seed, input_length: result.prompt_tokens };
      await send({ index: index + 1, token, generated_text, details });
    },
  });
}
