import { reference, schemas } from "./answer-schemas.ts";
import { bodySchema } from "./body-schema.ts";
import type { JsonObject } from "./json.ts";
import { ROUTE_TAGS, type RouteDescription, ROUTES } from "./route-descriptions.ts";

const json = (schema: JsonObject, example?: JsonObject): JsonObject => ({
  "application/json": example === undefined ? { schema } : { schema, example },
});

/** Answers that refuse a request, by their status and when they come. */
export function refusalsOf(reasons: Readonly<Record<string, string>>): JsonObject {
  const content = json(reference("Refusal"));
  return Object.fromEntries(Object.entries(reasons).map(([status, description]) => [status, { description, content }]));
}

const refusals = refusalsOf({
  "403": "Asked by a page of another site",
  "404": "No such model",
  "405": "Another method than the route takes, or a form that was sent to it",
  "413": "The body is too long",
  "415": "The body is not application/json",
  "429": "The queue is full; Retry-After says when to come back",
  "500": "Something went wrong here",
  "503": "No page that computes is open, its model is not loaded yet, or it was closed in mid-answer: call again",
});

/** The parts of an address that are in braces. */
function parametersOf(path: string): JsonObject {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  if (names.length === 0) return {};
  return {
    parameters: names.map((name) => ({ name, in: "path", required: true, schema: { type: "string", minLength: 1 } })),
  };
}

function operation(path: string, { id, tag, summary, answer, body, streams }: RouteDescription): JsonObject {
  const events = streams ? { "text/event-stream": {} } : {};
  const success = { description: "Success", content: { ...json(reference(answer)), ...events } };
  if (body === undefined) {
    const parameters = parametersOf(path);
    const missing = parameters["parameters"] === undefined ? {} : { "404": refusals["404"] };
    const responses = { "200": success, ...missing, "405": refusals["405"] };
    return { get: { operationId: id, tags: [tag], summary, ...parameters, responses } };
  }
  const invalid = { description: "The body does not fit", content: json(reference("HTTPValidationError")) };
  return {
    post: {
      operationId: id,
      tags: [tag],
      summary,
      requestBody: { required: true, content: json(bodySchema(body.schema), body.example) },
      responses: { "200": success, ...refusals, "422": invalid },
    },
  };
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
    tags: Object.entries(ROUTE_TAGS).map(([name, description]) => ({ name, description })),
    paths: Object.fromEntries(Object.entries(ROUTES).map(([path, route]) => [`/api/${path}`, operation(path, route)])),
    components: { schemas },
  };
}
