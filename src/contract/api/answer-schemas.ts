import { FINISH_REASONS } from "../generate-result.ts";
import type { JsonObject } from "./json.ts";

/** Names a schema of the description. */
export const reference = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

const object = (properties: JsonObject, required = Object.keys(properties)): JsonObject => ({
  type: "object",
  properties,
  required,
});
const text = { type: "string" };
const number = { type: "number" };
const integer = { type: "integer" };
const maybeText = { type: ["string", "null"] };
const error = object({
  message: text,
  type: { enum: ["invalid_request_error", "rate_limit_error", "server_error"] },
  param: maybeText,
  code: text,
});

const usage = object({ prompt_tokens: integer, completion_tokens: integer, total_tokens: integer });

/** An answer of OpenAI's interface. @param choice what each of its texts says besides its number */
const completion = (kind: string, choice: JsonObject) =>
  object({
    id: text,
    object: { const: kind },
    created: integer,
    model: text,
    choices: { type: "array", items: object({ index: integer, ...choice }) },
    usage,
  });

const tokenFields: JsonObject = {
  id: integer,
  text,
  bytes: { type: "array", items: integer, description: "Where the token is no whole characters." },
  special: { const: true, description: "Of a token that is left out of texts." },
  logprob: { type: "number", description: "Natural logarithm of the model's plain probability." },
};

/** What the routes answer, by the names of {@link reference}. */
export const schemas: JsonObject = {
  Quote: object({
    generated_text: text,
    generated_texts: { type: "array", items: text },
    prompt: text,
    seed: integer,
    finish_reason: { enum: [...FINISH_REASONS] },
    model: text,
    device: { enum: ["wasm", "webgpu"] },
  }),
  Generation: object({ generated_text: text, details: { type: "object" }, best_of_sequences: { type: "array" } }, [
    "generated_text",
  ]),
  Completion: completion("text_completion", {
    text,
    logprobs: { type: ["object", "null"] },
    finish_reason: { enum: ["stop", "length", null] },
  }),
  ChatCompletion: completion("chat.completion", {
    message: object({ role: { const: "assistant" }, content: text, refusal: { type: "null" } }),
    logprobs: { type: "null" },
    finish_reason: { enum: ["stop", "length"] },
  }),
  Token: object(tokenFields, ["id", "text", "logprob"]),
  ScoredToken: object(
    {
      ...tokenFields,
      logprob: { type: ["number", "null"], description: "null where nothing stands before the token." },
      offset: { type: "integer", description: "Where the token begins in the text, in UTF-16 units." },
      top: { type: "array", items: reference("Token") },
    },
    ["id", "text", "logprob", "offset", "top"],
  ),
  Perplexity: object(
    {
      perplexity: number,
      bits_per_byte: number,
      tokens: integer,
      bytes: integer,
      details: { type: "array", items: reference("ScoredToken") },
    },
    ["perplexity", "bits_per_byte", "tokens", "bytes"],
  ),
  Alternatives: object(
    { position: integer, token: reference("Token"), top: { type: "array", items: reference("Token") } },
    ["position", "top"],
  ),
  Model: object({ id: text, object: { const: "model" }, created: integer, owned_by: text }),
  Models: object({ object: { const: "list" }, data: { type: "array", items: reference("Model") } }),
  Greeting: object({ message: text, version: text, model: maybeText, docs: text }),
  Health: object({
    status: { enum: ["ok", "unavailable"] },
    reason: maybeText,
    model: maybeText,
    device: maybeText,
    dtype: maybeText,
    notes: { type: "array", items: text },
    queue: object({ length: integer, limit: integer }),
  }),
  ValidationError: object(
    {
      loc: { type: "array", items: { type: ["string", "integer"] } },
      msg: text,
      type: text,
      input: {},
      ctx: { type: "object" },
    },
    ["loc", "msg", "type"],
  ),
  HTTPValidationError: object({ detail: { type: "array", items: reference("ValidationError") }, error }),
  Refusal: object({ detail: text, error }),
};
