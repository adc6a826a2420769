import type * as v from "valibot";
import * as bodies from "./bodies.ts";
import { EXAMPLES } from "./examples.ts";
import type { JsonObject } from "./json.ts";

/** A route below `api/`: a GET without a body, else a POST. */
export interface RouteDescription {
  readonly id: string;
  readonly summary: string;
  /** Name of a schema. */
  readonly answer: string;
  readonly body?: { readonly schema: v.GenericSchema; readonly example: JsonObject };
  readonly streams?: boolean;
}

export const ROUTES: Record<string, RouteDescription> = {
  "": { id: "greet", summary: "A greeting with version and model", answer: "Greeting" },
  health: { id: "health", summary: "Model, device and queue", answer: "Health" },
  "v1/models": { id: "list_models", summary: "The model that is loaded, and its adapters", answer: "Models" },
  "v1/models/{model}": { id: "retrieve_model", summary: "One of the models, by its name", answer: "Model" },
  generate_quote: {
    id: "generate_quote",
    summary: "The tutorial's call: a prompt in, a tidy quote out",
    answer: "Quote",
    body: { schema: bodies.quoteBody, example: EXAMPLES.generate_quote },
  },
  generate: {
    id: "generate",
    summary: "Text generation in the shape of the Hugging Face task",
    answer: "Generation",
    streams: true,
    body: { schema: bodies.textGenerationBody, example: EXAMPLES.generate },
  },
  "v1/completions": {
    id: "create_completion",
    summary: "Completions in OpenAI's shape",
    answer: "Completion",
    streams: true,
    body: { schema: bodies.completionBody, example: EXAMPLES.completions },
  },
  perplexity: {
    id: "perplexity",
    summary: "How surprising the model finds a text, as a whole and token by token",
    answer: "Perplexity",
    body: { schema: bodies.perplexityBody, example: EXAMPLES.perplexity },
  },
  alternatives: {
    id: "alternatives",
    summary: "Which tokens could come at a place in a text, and how likely each is",
    answer: "Alternatives",
    body: { schema: bodies.alternativesBody, example: EXAMPLES.alternatives },
  },
};
