import * as v from "valibot";
import type { NamedBytes } from "../../contract/bytes.ts";
import { type JsonObject, parseStrictObject, plainJson } from "../../contract/strict-json.ts";
import { READ_LIMITS } from "./limits.ts";
import { readText } from "./read-range.ts";

const record = v.record(v.string(), v.unknown());

/**
 * A small JSON file that holds an object, as plain data with own keys only.
 * @throws Refusal `malformed_file`, `limit_exceeded`
 */
export async function readJson(file: NamedBytes): Promise<Readonly<Record<string, unknown>>> {
  return v.parse(record, plainJson(await readJsonObject(file, READ_LIMITS.jsonBytes)));
}

/** The same as {@link readJson}, with objects as maps. */
export async function readJsonObject(file: NamedBytes, limit: number): Promise<JsonObject> {
  return parseStrictObject(await readText(file, limit), file.path);
}
