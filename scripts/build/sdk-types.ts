import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type JsonSchema, toJsonSchema } from "@valibot/to-json-schema";
import { dtype } from "../../src/contract/manifest.ts";
import { generationParameters } from "../../src/contract/parameters.ts";

/** Schemas whose types the SDK's users see: written out, so that nobody needs the schema library to read them. */
const SCHEMAS = { dtype, generationParameters };

/**
 * The declarations of the SDK as one file that imports nothing: what `src/sdk/index.ts` exports, and every type that
 * those mention. Relies on two habits of this project: types begin with a capital, and no two have the same name.
 */
export function sdkTypes(): string {
  const folder = mkdtempSync(join(tmpdir(), "hostless-types-"));
  const tsc = "node_modules/typescript/bin/tsc";
  execFileSync(process.execPath, [tsc, "-p", "src/sdk/tsconfig.package.json", "--outDir", folder]);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".d.ts"));
  const statements = new Map(files.flatMap((name) => statementsOf(readFileSync(join(folder, name), "utf8"))));
  const index = readFileSync(join(folder, "sdk/index.d.ts"), "utf8");
  rmSync(folder, { recursive: true });
  const exported = [...index.matchAll(/export (?:type )?\{(.*?)\}/g)].flatMap(([, names = ""]) => names.split(","));
  const wanted = new Set([...exported.map((name) => name.replace("type ", "").trim()), "global"]);
  // A set that grows while it is walked: what the last statement mentions comes after it.
  return [...walk(wanted, statements)].join("\n");
}

function* walk(wanted: Set<string>, statements: ReadonlyMap<string, string>): Generator<string> {
  for (const name of wanted) {
    const statement = statements.get(name);
    if (statement === undefined) continue;
    const code = statement.replace(/\/\*\*.*?\*\//gs, "");
    for (const [mentioned] of code.matchAll(/\b[A-Z]\w*/g)) wanted.add(mentioned);
    yield statement;
  }
}

/** Name and text, comment included, of each statement; types of a schema are written out. */
function statementsOf(file: string): (readonly [string, string])[] {
  const statements = file.matchAll(
    /^(?:\/\*\*.*?\*\/\n)?(?!import)(?:export )?(?:declare )?(?:\w+ )?(\w+).*?(?=^(?:\/\*\*|\w)|$(?!.))/gms,
  );
  return [...statements].map(([text, name = ""]) => [name, text.replace(/v\.InferOutput<typeof (\w+)>/, writtenOut)]);
}

function writtenOut(original: string, name: string): string {
  const schema = Object.entries(SCHEMAS).find(([known]) => known === name)?.[1];
  return schema === undefined ? original : typeOf(toJsonSchema(schema, { errorMode: "ignore" }));
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
