import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { bodySchema } from "./body-schema.ts";

describe("the schema of a body", () => {
  it("lets fields be null that need not be given, and no others", () => {
    const schema = bodySchema(v.strictObject({ prompt: v.string(), seed: v.optional(v.number()) }));
    expect(schema).toMatchObject({
      required: ["prompt"],
      properties: { prompt: { type: "string" }, seed: { type: ["number", "null"] } },
    });
  });

  it("does so in objects within, in choices and in lists of choices", () => {
    const inner = v.strictObject({ mode: v.optional(v.picklist(["a", "b"])) });
    const schema = bodySchema(
      v.strictObject({
        inner,
        stop: v.optional(v.union([v.string(), v.array(v.string())])),
        only: v.optional(v.literal(1)),
      }),
    );
    expect(schema).toMatchObject({
      properties: {
        inner: { properties: { mode: { enum: ["a", "b", null] } } },
        stop: { anyOf: [{ type: "string" }, { type: "array" }, { type: "null" }] },
        only: { enum: [1, null] },
      },
    });
  });

  it("is without the form's own bounds and steps, which are no words of JSON Schema", () => {
    const field = v.pipe(
      v.number(),
      v.minValue(0),
      v.metadata({ min: 0, max: 2, step: 0.1, default: 1, description: "How." }),
    );
    const { properties } = bodySchema(v.strictObject({ top_p: field }));
    expect(properties).toEqual({ top_p: { type: "number", minimum: 0, description: "How." } });
  });

  it("is a schema of the dialect of OpenAPI 3.1: pairs have their own items", () => {
    const { properties, $schema } = bodySchema(v.strictObject({ pair: v.strictTuple([v.number(), v.string()]) }));
    expect($schema).toBeUndefined();
    expect(properties).toMatchObject({ pair: { prefixItems: [{ type: "number" }, { type: "string" }] } });
  });
});
