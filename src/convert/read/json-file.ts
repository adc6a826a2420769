import * as v from "valibot";
import type { NamedBytes } from "../../contract/bytes.ts";
import { READ_LIMITS } from "./limits.ts";
import { malformed } from "./malformed.ts";
import { readText } from "./read-range.ts";
import { type Json, type JsonObject, parseStrictJson } from "./strict-json.ts";

const record = v.record(v.string(), v.unknown());

/**
 * A small JSON file that holds an object, as plain data with own keys only.
 * @throws Refusal `malformed_file`, `limit_exceeded`
 */
export async function readJson(file: NamedBytes): Promise<Readonly<Record<string, unknown>>> {
  return v.parse(record, plain(await readJsonObject(file, READ_LIMITS.jsonBytes)));
}

/** The same as {@link readJson}, with objects as maps. */
export async function readJsonObject(file: NamedBytes, limit: number): Promise<JsonObject> {
  const json = parseStrictJson(await readText(file, limit), file.path);
  if (!(json instanceof Map)) throw malformed(file.path, "is no JSON object.");
  return json;
}

/** Nesting is bounded by the parser, so this cannot run out of stack. */
function plain(json: Json): unknown {
  if (json instanceof Map) return Object.fromEntries([...json].map(([key, value]) => [key, plain(value)]));
  return Array.isArray(json) ? json.map(plain) : json;
}
