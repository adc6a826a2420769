import type { Refusal } from "../contract/outcome.ts";
import { refuseAbout } from "../contract/refuse-file.ts";

/** Of a model that lacks a file without which nothing runs. */
export function missingFile(path: string): Refusal {
  return refuseAbout("no_usable_files", path, "no_model_file", {});
}
