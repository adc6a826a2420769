import { Scanner } from "./json-scanner.ts";
import { refuseFile } from "./refuse-file.ts";

/** JSON with objects as maps, so that no key can mean anything but itself. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = ReadonlyMap<string, Json>;

/**
 * Reads JSON as Python writes it: RFC 8259 with `NaN`, `Infinity` and `-Infinity`. Refuses what `JSON.parse` lets pass: a
 * key twice in an object, deep nesting. With `integers`, numbers may only be written as integers.
 * @throws Refusal `malformed_file`, `limit_exceeded`
 */
export function parseStrictJson(text: string, path: string, options: { readonly integers?: boolean } = {}): Json {
  const scanner = new Scanner(text, path, options.integers === true);
  const value = scanner.value(0);
  scanner.end();
  return value;
}

/** As {@link parseStrictJson}, of a file that holds an object. @throws Refusal `malformed_file`, `limit_exceeded` */
export function parseStrictObject(text: string, path: string): JsonObject {
  const json = parseStrictJson(text, path);
  if (json instanceof Map) return json;
  throw refuseFile(path, "not_object", {});
}

/** The same as plain objects, with own keys only; nesting is bounded by the parser. */
export function plainJson(json: Json): unknown {
  if (json instanceof Map) return Object.fromEntries([...json].map(([key, value]) => [key, plainJson(value)]));
  return Array.isArray(json) ? json.map(plainJson) : json;
}
