import type { SavedFile } from "../contract/model-library.ts";
import { fail, type Outcome, succeed } from "../contract/outcome.ts";

/** Hands a text to the visitor's downloads. */
export function saveText(text: string, name: string, type = "text/plain"): void {
  saveBlob(new Blob([text], { type: `${type};charset=utf-8` }), name);
}

/** Hands JSON to the visitor's downloads. */
export function saveJson(json: string, name: string): void {
  saveBlob(new Blob([json], { type: "application/json" }), name);
}

/** Hands a file of the engine to the visitor's downloads. */
export async function saveOutcome(made: Promise<Outcome<SavedFile>>): Promise<Outcome<string>> {
  const outcome = await made;
  if (!outcome.ok) return outcome;
  const { name, bytes } = outcome.value;
  if (!(bytes instanceof Blob)) return fail("internal", "not_a_file", { name });
  saveBlob(bytes, name);
  return succeed(name);
}

/** Hands bytes to the visitor's downloads. */
export function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The download has begun by then; the address would keep the bytes in memory.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
