import type { CompletionBody } from "../contract/api/bodies.ts";
import type { GenerateResult, Sample } from "../contract/generate-result.ts";
import type { GenerateRequest } from "../contract/request.ts";
import type { FieldOf } from "./answer.ts";
import { answerWhole } from "./answer-whole.ts";
import type { Caller } from "./call.ts";
import { joinLogprobs, type Logprobs, logprobsOf } from "./completion-logprobs.ts";
import { streamRun } from "./event-stream.ts";
import { chunksOf } from "./chunks.ts";
import { endOf, usageOf } from "./openai-answers.ts";
import { type AnswerWorld, toRequest, wantsEcho } from "./completion-request.ts";

/** `POST api/v1/completions`, whole or as server-sent events that end with `[DONE]`. */
export async function answerCompletion(
  body: CompletionBody,
  caller: Caller,
  { now, defaults }: AnswerWorld,
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

function wholeLogprobs(body: CompletionBody, result: GenerateResult, sample: Sample): Logprobs | null {
  const { logprobs: alternatives } = body;
  if (alternatives === undefined) return null;
  const begin = wantsEcho(body) ? (result.prompts[sample.prompt]?.length ?? 0) : 0;
  const own = logprobsOf(sample.details ?? [], alternatives, { begin, length: sample.text.length });
  const echoed = result.prompt_details?.[sample.prompt] ?? [];
  return joinLogprobs(logprobsOf(echoed, alternatives, { begin: 0, length: begin }), own);
}

function choice(index: number, text: string, reason: Sample["finish_reason"] | null, logprobs: Logprobs | null) {
  return { index, text, logprobs, finish_reason: reason && endOf(reason) };
}

function streamCompletion(
  body: CompletionBody,
  request: GenerateRequest,
  caller: Caller,
  head: Head,
): Promise<Response> {
  const { chunk, finish } = chunksOf({ ...head, model: caller.model }, body);
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
      await finish(send, result);
    },
  });
}
