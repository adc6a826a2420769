import { toJsonSchema } from "@valibot/to-json-schema";
import type * as v from "valibot";
import { FINISH_REASONS } from "../generate-result.ts";
import * as bodies from "./bodies.ts";
import { EXAMPLES } from "./examples.ts";

type Json = string | number | boolean | null | Json[] | { [key: string]: Json | undefined };
type JsonObject = { [key: string]: Json | undefined };

const reference = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: JsonObject, example?: JsonObject): JsonObject => ({
  "application/json": example === undefined ? { schema } : { schema, example },
});

/**
 * The form's bounds and steps travel as metadata of the schema; they are no words of JSON Schema. Nor is transformers'
 * default there what a route does with a field that is absent: that is the route's own default, or the model's.
 */
function withoutControlHints<T extends object>(schema: T): T {
  return Object.assign(
    {},
    ...Object.entries(schema).map(([key, value]) =>
      ["min", "max", "step", "default"].includes(key) ? {} : { [key]: value },
    ),
  );
}

/** Fields that need not be given may be null, which means the same. */
function withNulls(schema: JsonObject): JsonObject {
  if (!isObject(schema["properties"])) return schema;
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  const fields = Object.entries(schema["properties"]).map(([name, field]) => {
    const inner = isObject(field) ? withNulls(field) : {};
    return [name, required.includes(name) ? inner : orNull(inner)];
  });
  return { ...schema, properties: Object.fromEntries(fields) };
}

function orNull(schema: JsonObject): JsonObject {
  const { type, const: only, enum: some, anyOf, not, ...rest } = schema;
  if (not !== undefined) return { ...rest, type: "null" };
  if (only !== undefined) return { ...rest, enum: [only, null] };
  if (Array.isArray(some)) return { ...rest, enum: [...some, null] };
  if (Array.isArray(anyOf)) return { ...rest, anyOf: [...anyOf, { type: "null" }] };
  return typeof type === "string" ? { ...rest, type: [type, "null"] } : schema;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a schema demands of a body before it is parsed; checks that JSON Schema cannot say are left to the parser. */
function bodySchema(schema: v.GenericSchema): JsonObject {
  const converted = toJsonSchema(schema, {
    // The dialect of OpenAPI 3.1: a pair is `prefixItems`, not a list of `items`.
    target: "draft-2020-12",
    typeMode: "input",
    errorMode: "ignore",
    overrideAction: ({ valibotAction, jsonSchema }) =>
      valibotAction.type === "metadata" ? withoutControlHints(jsonSchema) : undefined,
  });
  const { $schema: _, ...rest } = JSON.parse(JSON.stringify(converted));
  return withNulls(rest);
}

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

const tokenFields: JsonObject = {
  id: integer,
  text,
  bytes: { type: "array", items: integer, description: "Where the token is no whole characters." },
  special: { const: true, description: "Of a token that is left out of texts." },
  logprob: { type: "number", description: "Natural logarithm of the model's plain probability." },
};

const schemas: JsonObject = {
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
  Completion: object({
    id: text,
    object: { const: "text_completion" },
    created: integer,
    model: text,
    choices: {
      type: "array",
      items: object({
        index: integer,
        text,
        logprobs: { type: ["object", "null"] },
        finish_reason: { enum: ["stop", "length", null] },
      }),
    },
    usage: object({ prompt_tokens: integer, completion_tokens: integer, total_tokens: integer }),
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

const refusals: JsonObject = Object.fromEntries(
  Object.entries({
    "403": "Asked by a page of another site",
    "404": "No such model",
    "405": "Another method than the route takes, or a navigation",
    "413": "The body is too long",
    "415": "The body is not application/json",
    "429": "The queue is full; Retry-After says when to come back",
    "500": "Something went wrong here",
    "503": "No page of the site is open, its model is not loaded yet, or it was closed in mid-answer: call again",
  }).map(([status, description]) => [status, { description, content: json(reference("Refusal")) }]),
);

interface RouteDescription {
  readonly id: string;
  readonly summary: string;
  readonly answer: string;
  readonly body?: { readonly schema: v.GenericSchema; readonly example: JsonObject };
  readonly streams?: boolean;
}

const ROUTES: Record<string, RouteDescription> = {
  "": { id: "greet", summary: "A greeting with version and model", answer: "Greeting" },
  health: { id: "health", summary: "Model, device and queue", answer: "Health" },
  "v1/models": { id: "list_models", summary: "The model that is loaded", answer: "Models" },
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

/** The parts of an address that are in braces. */
function parametersOf(path: string): JsonObject {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  if (names.length === 0) return {};
  return {
    parameters: names.map((name) => ({ name, in: "path", required: true, schema: { type: "string", minLength: 1 } })),
  };
}

function operation(path: string, { id, summary, answer, body, streams }: RouteDescription): JsonObject {
  const events = streams ? { "text/event-stream": {} } : {};
  const success = { description: "Success", content: { ...json(reference(answer)), ...events } };
  if (body === undefined) {
    const parameters = parametersOf(path);
    const missing = parameters["parameters"] === undefined ? {} : { "404": refusals["404"] };
    const responses = { "200": success, ...missing, "405": refusals["405"] };
    return { get: { operationId: id, summary, ...parameters, responses } };
  }
  const invalid = { description: "The body does not fit", content: json(reference("HTTPValidationError")) };
  return {
    post: {
      operationId: id,
      summary,
      requestBody: { required: true, content: json(bodySchema(body.schema), body.example) },
      responses: { "200": success, ...refusals, "422": invalid },
    },
  };
}

/** What a server answers besides. */
const TURNED_AWAY: JsonObject = Object.fromEntries(
  Object.entries({
    "401": "The key is missing or wrong, where the server has one",
    "403": "Asked by a page that may not call",
    "503": "The server is ending, had no answer in time, or lost the thread that computed: call again",
  }).map(([status, description]) => [status, { description, content: json(reference("Refusal")) }]),
);

/** The description of the same API where a server answers it: `hostless serve`. */
export function openApiOfServer(version: string): JsonObject {
  const { info, paths, components } = openApiDocument(version);
  const known = isObject(info) && isObject(paths) && isObject(components) ? { info, paths, components } : undefined;
  if (known === undefined) throw new Error("The description has no parts.");
  const routes = Object.entries(known.paths).filter(([path]) => path !== "/api/");
  return {
    openapi: "3.1.0",
    info: { ...known.info, summary: "A GPT-2 on a server.", description: "The routes of the browser's API." },
    servers: [{ url: "/" }],
    security: [{}, { key: [] }],
    paths: Object.fromEntries(routes.map(([path, route]) => [path.replace(/^\/api/, ""), answeredByServer(route)])),
    components: { ...known.components, securitySchemes: { key: { type: "http", scheme: "bearer" } } },
  };
}

function answeredByServer(route: Json | undefined): JsonObject {
  const operations = Object.entries(isObject(route) ? route : {}).map(([method, operation]) => {
    const { responses, ...rest } = isObject(operation) ? operation : {};
    return [method, { ...rest, responses: { ...(isObject(responses) && responses), ...TURNED_AWAY } }];
  });
  return Object.fromEntries(operations);
}

/** The OpenAPI 3.1 description of the API, made from the very schemas that check its bodies. */
export function openApiDocument(version: string): JsonObject {
  return {
    openapi: "3.1.0",
    info: {
      title: "Hostless",
      version,
      summary: "A GPT-2 that runs in your own browser, called like a server.",
      description:
        "A service worker answers these routes on pages of this site. Nothing leaves the device, and nothing outside this browser (a shell, another device) can call them.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "..", description: "This site, relative to this file" }],
    security: [],
    paths: Object.fromEntries(Object.entries(ROUTES).map(([path, route]) => [`/api/${path}`, operation(path, route)])),
    components: { schemas },
  };
}
