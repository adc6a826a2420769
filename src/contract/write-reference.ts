import type { ModelReference } from "./model-reference.ts";

/** The text that `readModelName` reads as this. */
export function writeReference({ repo, revision, folder }: ModelReference): string {
  if (folder !== undefined) return `${repo}/tree/${(revision ?? "main").replaceAll("/", "%2F")}/${folder}`;
  return revision === undefined ? repo : `${repo}@${revision}`;
}
