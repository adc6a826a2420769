import type { ChatBody } from "../contract/api/chat-body.ts";
import type { ChatMessage } from "../contract/chat.ts";
import type { Sample } from "../contract/generate-result.ts";
import type { GenerationParameters } from "../contract/parameters.ts";
import type { GenerateRequest } from "../contract/request.ts";
import { answerWhole } from "./answer-whole.ts";
import type { Caller } from "./call.ts";
import { type AnswerWorld, toRequest } from "./completion-request.ts";
import { streamRun } from "./event-stream.ts";
import { chunksOf } from "./chunks.ts";
import { endOf, usageOf } from "./openai-answers.ts";

/** `POST api/v1/chat/completions` of a model with a chat template, whole or as server-sent events that end with `[DONE]`. */
export async function answerChat(body: ChatBody, caller: Caller, { now, defaults }: AnswerWorld): Promise<Response> {
  const request = chatRequest(body, defaults);
  const head = { id: `chatcmpl-${caller.newId()}`, created: Math.floor(now() / 1000) };
  if (body.stream) return streamChat(body, request, caller, head);
  return answerWhole(caller, request, (result) => ({
    ...head,
    object: "chat.completion",
    model: result.model.adapter ?? result.model.name,
    choices: result.samples.map(({ text, finish_reason }, index) => ({
      index,
      message: { role: "assistant", content: text, refusal: null },
      logprobs: null,
      finish_reason: endOf(finish_reason),
    })),
    usage: usageOf(result),
  }));
}

function chatRequest(body: ChatBody, defaults: GenerationParameters): GenerateRequest {
  const { messages, max_completion_tokens, max_tokens = max_completion_tokens, logprobs: _, ...rest } = body;
  const completion = { ...rest, prompt: "", echo: false, return_full_text: false };
  const request = toRequest({ ...completion, ...(max_tokens !== undefined && { max_tokens }) }, defaults);
  return { ...request, messages: messages.map(messageOf) };
}

/** OpenAI's clients may send a text in parts. */
function messageOf({ role, content }: ChatBody["messages"][number]): ChatMessage {
  return { role, content: typeof content === "string" ? content : content.map(({ text }) => text).join("") };
}

interface Head {
  readonly id: string;
  readonly created: number;
}

interface ChunkDelta {
  readonly role?: "assistant";
  readonly content?: string;
}

function streamChat(body: ChatBody, request: GenerateRequest, caller: Caller, head: Head): Promise<Response> {
  const { chunk, finish } = chunksOf({ ...head, object: "chat.completion.chunk", model: caller.model }, body);
  const choice = (index: number, delta: ChunkDelta, reason: Sample["finish_reason"] | null) =>
    chunk([{ index, delta, logprobs: null, finish_reason: reason && endOf(reason) }]);
  const begun = new Set<number>();
  return streamRun(caller, request, {
    async delta(send, { sample, text }) {
      if (!begun.has(sample)) await send(choice(sample, { role: "assistant", content: "" }, null));
      begun.add(sample);
      if (text !== "") await send(choice(sample, { content: text }, null));
    },
    async end(send, result) {
      for (const [index, { finish_reason }] of result.samples.entries()) await send(choice(index, {}, finish_reason));
      await finish(send, result);
    },
  });
}
