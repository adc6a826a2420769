import type * as v from "valibot";
import * as bodies from "./bodies.ts";
import { chatBody } from "./chat-body.ts";
import { EXAMPLES } from "./examples.ts";
import type { JsonObject } from "./json.ts";

/** What routes are for: how pages that tell of them put them together. */
export const ROUTE_TAGS = {
  tutorial: "The tutorial's calls: a greeting, and a prompt for a quote",
  openai: "What OpenAI's clients call",
  huggingface: "What the Hugging Face Hub's clients call",
  text: "What the model thinks of a text",
  state: "Whether a model is ready",
} as const;

/** A route below `api/`: a GET without a body, else a POST. */
export interface RouteDescription {
  readonly id: string;
  readonly summary: string;
  readonly tag: keyof typeof ROUTE_TAGS;
  /** Name of a schema. */
  readonly answer: string;
  readonly body?: { readonly schema: v.GenericSchema; readonly example: JsonObject };
  readonly streams?: boolean;
}

export const ROUTES: Record<string, RouteDescription> = {
  "": { id: "greet", tag: "tutorial", summary: "A greeting with version and model", answer: "Greeting" },
  health: { id: "health", tag: "state", summary: "Model, device and queue", answer: "Health" },
  "v1/models": {
    id: "list_models",
    tag: "openai",
    summary: "The model that is loaded, and its adapters",
    answer: "Models",
  },
  "v1/models/{model}": {
    id: "retrieve_model",
    tag: "openai",
    summary: "One of the models, by its name",
    answer: "Model",
  },
  generate_quote: {
    id: "generate_quote",
    tag: "tutorial",
    summary: "The tutorial's call: a prompt in, a tidy quote out",
    answer: "Quote",
    body: { schema: bodies.quoteBody, example: EXAMPLES.generate_quote },
  },
  generate: {
    id: "generate",
    tag: "huggingface",
    summary: "Text generation in the shape of the Hugging Face task",
    answer: "Generation",
    streams: true,
    body: { schema: bodies.textGenerationBody, example: EXAMPLES.generate },
  },
  "v1/completions": {
    id: "create_completion",
    tag: "openai",
    summary: "Completions in OpenAI's shape",
    answer: "Completion",
    streams: true,
    body: { schema: bodies.completionBody, example: EXAMPLES.completions },
  },
  "v1/chat/completions": {
    id: "create_chat_completion",
    tag: "openai",
    summary: "A conversation in OpenAI's shape, of a model whose tokenizer has a chat template; GPT-2 itself has none",
    answer: "ChatCompletion",
    streams: true,
    body: { schema: chatBody, example: EXAMPLES.chat },
  },
  perplexity: {
    id: "perplexity",
    tag: "text",
    summary: "How surprising the model finds a text, as a whole and token by token",
    answer: "Perplexity",
    body: { schema: bodies.perplexityBody, example: EXAMPLES.perplexity },
  },
  alternatives: {
    id: "alternatives",
    tag: "text",
    summary: "Which tokens could come at a place in a text, and how likely each is",
    answer: "Alternatives",
    body: { schema: bodies.alternativesBody, example: EXAMPLES.alternatives },
  },
};
