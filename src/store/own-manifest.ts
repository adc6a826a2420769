import * as v from "valibot";
import { type ModelManifest, modelManifest } from "../contract/manifest.ts";
import { refuseFile } from "../contract/refuse-file.ts";

export const MANIFEST = "manifest.json";
/** Ours lists a thousand files at most, each in some 350 bytes. */
export const MANIFEST_BYTES = 524_288;

/** Many kinds of software have a `manifest.json`, such as web apps; one that is not ours says nothing of the model. */
export function ownManifest(input: unknown, subject: string): { readonly manifest?: ModelManifest } {
  const isOurs = v.is(v.object({ format: modelManifest.entries.format }), input);
  return isOurs ? { manifest: parseManifest(input, subject) } : {};
}

export function parseManifest(input: unknown, subject: string): ModelManifest {
  return parse(modelManifest, input, subject);
}

export function parse<T extends v.GenericSchema>(schema: T, input: unknown, subject: string): v.InferOutput<T> {
  const result = v.safeParse(schema, input);
  if (result.success) return result.output;
  const issue = result.issues[0];
  const field = v.getDotPath(issue);
  const reason = issue.message;
  throw field === null
    ? refuseFile(subject, "unexpected_whole", { reason })
    : refuseFile(subject, "unexpected", { field, reason });
}
