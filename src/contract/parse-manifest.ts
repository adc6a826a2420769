import * as v from "valibot";
import { type ModelManifest, modelManifest } from "./manifest.ts";
import { refuseFile } from "./refuse-file.ts";

export const MANIFEST = "manifest.json";

/** Reads a package's list of its files. @param path how it is called in a message @throws Refusal `malformed_file` */
export function parseManifest(text: string, path: string = MANIFEST): ModelManifest {
  try {
    return v.parse(modelManifest, JSON.parse(text));
  } catch {
    throw refuseFile(path, "not_manifest", {});
  }
}
