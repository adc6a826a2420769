import { type JsonSchema, toJsonSchema } from "@valibot/to-json-schema";
import { dtype } from "../../src/contract/dtypes.ts";
import { generationParameters } from "../../src/contract/parameters.ts";

/** Schemas whose types the SDK's users see. */
const SCHEMAS = new Map(Object.entries({ dtype, generationParameters }));

/** The code of a declaration file, with the types that it infers from such schemas written out. */
export function writeOutSchemas(code: string): string {
  return code.replace(/v\.InferOutput<typeof (\w+)>/g, (original, name: string) => {
    const schema = SCHEMAS.get(name);
    return schema === undefined ? original : typeOf(toJsonSchema(schema, { errorMode: "ignore" }));
  });
}

function typeOf(schema: JsonSchema | boolean): string {
  if (typeof schema === "boolean") throw new Error("A schema without a type cannot be written out.");
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeOf).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (Array.isArray(schema.items)) return `[${schema.items.map(typeOf).join(", ")}]`;
  if (schema.type === "array") return `(${typeOf(schema.items ?? true)})[]`;
  if (schema.type === "object")
    return `{\n${Object.entries(schema.properties ?? {})
      .map(member)
      .join("")}}`;
  return schema.type === "integer" ? "number" : String(schema.type);
}

/** Every parameter may be absent. */
function member([name, schema]: [string, JsonSchema | boolean]): string {
  const { description = name } = typeof schema === "boolean" ? {} : schema;
  return `    /** ${description} */\n    ${name}?: ${typeOf(schema)} | undefined;\n`;
}
