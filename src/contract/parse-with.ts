import * as v from "valibot";
import { refuseFile } from "./refuse-file.ts";

/** Characters of a wrong value that are repeated. */
const SHOWN = 80;

/** A JSON file that an owner wrote. @throws Refusal `malformed_file` that names the file, the field, its value and what it must be */
export function parseWith<T>(schema: v.GenericSchema<unknown, T>, text: string, path: string): T {
  const found = v.safeParse(schema, parseJson(text, path));
  if (found.success) return found.output;
  const [issue] = found.issues;
  const field = v.getDotPath(issue) ?? path;
  if (issue.type === "strict_object" && issue.expected === "never")
    throw refuseFile(path, "unknown_field", { field, known: knownFields(schema, field) });
  const value = (JSON.stringify(issue.input) ?? "").slice(0, SHOWN);
  throw refuseFile(path, "wrong_field", { field, value, reason: issue.message });
}

/** Fields that the object may have in which an unknown one was found. */
function knownFields(schema: unknown, field: string): readonly string[] {
  const object = v.object({ entries: v.record(v.string(), v.unknown()) });
  const wrapped = v.object({ wrapped: v.unknown() });
  let current: unknown = schema;
  for (const name of field.split(".").slice(0, -1)) {
    const entry: unknown = v.is(object, current) ? new Map(Object.entries(current.entries)).get(name) : undefined;
    current = v.is(wrapped, entry) ? entry.wrapped : entry;
  }
  return v.is(object, current) ? Object.keys(current.entries) : [];
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuseFile(path, "no_json", {});
  }
}
