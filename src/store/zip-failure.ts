import { malformed } from "../contract/malformed.ts";
import type { Refusal } from "../contract/outcome.ts";

export function malformedZip(
  path: string,
  what: string,
  hint = "Choose the zip of a model’s folder, or a file that was saved by “Export” or “Save package”.",
): Refusal {
  return malformed(path, what, hint);
}
