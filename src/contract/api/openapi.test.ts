import * as v from "valibot";
import { describe, expect, it } from "vitest";
import * as bodies from "./bodies.ts";
import { chatBody } from "./chat-body.ts";
import { EXAMPLES } from "./examples.ts";
import { openApiDocument } from "./openapi.ts";

describe("openApiDocument", () => {
  const text = JSON.stringify(openApiDocument("1.2.3"));

  it("describes every route with its limits", () => {
    const document = JSON.parse(text);
    expect(Object.keys(document.paths)).toEqual([
      "/api/",
      "/api/health",
      "/api/v1/models",
      "/api/v1/models/{model}",
      "/api/generate_quote",
      "/api/generate",
      "/api/v1/completions",
      "/api/v1/chat/completions",
      "/api/perplexity",
      "/api/alternatives",
    ]);
    const body = document.paths["/api/generate_quote"].post.requestBody.content["application/json"].schema;
    expect(body.properties.top_p).toMatchObject({ type: ["number", "null"], minimum: 0, maximum: 1 });
    expect(body.additionalProperties).toBe(false);
  });

  it("refers only to schemas that it has", () => {
    const document = JSON.parse(text);
    for (const [, name = ""] of text.matchAll(/#\/components\/schemas\/(\w+)/g)) {
      expect(document.components.schemas).toHaveProperty(name);
    }
  });

  it.each([
    ["generate_quote", bodies.quoteBody, EXAMPLES.generate_quote],
    ["generate", bodies.textGenerationBody, EXAMPLES.generate],
    ["completions", bodies.completionBody, EXAMPLES.completions],
    ["chat/completions", chatBody, EXAMPLES.chat],
    ["perplexity", bodies.perplexityBody, EXAMPLES.perplexity],
    ["alternatives", bodies.alternativesBody, EXAMPLES.alternatives],
  ])("has an example for %s that its own schema takes", (_route, schema, example) => {
    expect(v.safeParse(schema, example).success).toBe(true);
  });
});
