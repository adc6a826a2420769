import * as v from "valibot";
import { CHAT_LIMITS, chatMessage } from "../chat.ts";
import { LIMITS } from "../limits.ts";
import { completionFields } from "./bodies.ts";
import { flag, onlyNeutral, saying, wholeNumber } from "./fields.ts";

const part = v.strictObject({
  type: saying("must be text: the model reads nothing else", v.literal("text")),
  text: chatMessage.entries.content,
});

const message = v.strictObject({
  role: saying("must be system, developer, user or assistant", chatMessage.entries.role),
  content: saying(
    `must be a text of at most ${LIMITS.promptCharacters} characters, or a list of parts of the type text`,
    v.union([chatMessage.entries.content, v.pipe(v.array(part), v.minLength(1), v.maxLength(CHAT_LIMITS.messages))]),
  ),
  name: v.optional(saying("must be a text", v.pipe(v.string(), v.description("Taken for compatibility.")))),
});

const { prompt: _prompt, echo: _echo, logprobs: _logprobs, return_full_text: _full, ...shared } = completionFields;

/** Body of `POST api/v1/chat/completions`: OpenAI's, for models whose tokenizer has a chat template. */
export const chatBody = v.strictObject({
  ...shared,
  messages: saying(
    `must be a list of 1 to ${CHAT_LIMITS.messages} messages`,
    v.pipe(
      v.array(message),
      v.minLength(1),
      v.maxLength(CHAT_LIMITS.messages),
      v.description("The conversation, oldest message first."),
    ),
  ),
  max_completion_tokens: v.optional(
    wholeNumber(1, LIMITS.newTokens, "At most this many new tokens. max_tokens takes precedence."),
  ),
  logprobs: onlyNeutral(false, "Report the tokens: v1/completions does."),
  parallel_tool_calls: v.optional(flag("Taken for compatibility: there are no tools.")),
});

export type ChatBody = v.InferOutput<typeof chatBody>;
