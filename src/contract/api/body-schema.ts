import { toJsonSchema } from "@valibot/to-json-schema";
import type * as v from "valibot";
import { isObject, type JsonObject } from "./json.ts";

/** What a schema demands of a body before it is parsed; checks that JSON Schema cannot say are left to the parser. */
export function bodySchema(schema: v.GenericSchema): JsonObject {
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
