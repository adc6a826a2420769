import * as v from "valibot";
import { LIMITS } from "./limits.ts";

/** Where a repository has its template; older ones have it in `tokenizer_config.json`. */
export const CHAT_TEMPLATE = "chat_template.jinja";

export const CHAT_LIMITS = {
  /** More than the context of any GPT-2 has tokens for. */
  messages: 512,
  /** Characters of all messages together: some fifty times what the context of any GPT-2 holds. */
  conversation: 262_144,
  /** Of a template; those of large models have some ten thousand. */
  characters: 131_072,
} as const;

/** Who speaks. Tools do not: no GPT-2 calls any. */
const CHAT_ROLES = ["system", "developer", "user", "assistant"] as const;

/** One turn of a conversation. */
export const chatMessage = v.strictObject({
  role: v.picklist(CHAT_ROLES),
  content: v.pipe(v.string(), v.maxLength(LIMITS.promptCharacters)),
});
export type ChatMessage = v.InferOutput<typeof chatMessage>;

/** A conversation, oldest message first. */
export const chatMessages = v.pipe(v.array(chatMessage), v.minLength(1), v.maxLength(CHAT_LIMITS.messages));

/** How a model's tokenizer makes a prompt of a conversation: Jinja, and the tokens that the template may name. */
export interface ChatTemplate {
  readonly template: string;
  /** By the names that transformers gives them, `bos_token` and the like. */
  readonly tokens?: Readonly<Record<string, string>>;
}
