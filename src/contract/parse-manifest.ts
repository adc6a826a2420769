import * as v from "valibot";
import { type ModelManifest, modelManifest } from "./manifest.ts";
import { refuseFile } from "./refuse-file.ts";

export const MANIFEST = "manifest.json";

/** Reads a package's list of its files. @throws Refusal `malformed_file` */
export function parseManifest(text: string): ModelManifest {
  try {
    return v.parse(modelManifest, JSON.parse(text));
  } catch {
    throw refuseFile(MANIFEST, "not_manifest", {});
  }
}
