import { Refusal } from "../contract/outcome.ts";

/** Of a model that lacks a file without which nothing runs. */
export function missingFile(path: string): Refusal {
  return new Refusal("no_usable_files", `The model has no ${path}.`, {
    subject: path,
    hint: "Choose a repository or folder with all files of a GPT-2 model.",
  });
}
