import type { Refusal } from "../../contract/outcome.ts";
import { mismatch } from "../../tokenizer/refuse.ts";

/** Files that hold a tokenizer in other forms. */
const OTHER_TOKENIZERS = /\.model$|^vocab\.txt$|^meta\.pkl$|.\.tokenizer\.json$|^tokenizer\.pkl$/;

/** A file that holds a tokenizer in a form that cannot be read. */
export function findOtherTokenizer(names: readonly string[]): string | undefined {
  return names.find((name) => OTHER_TOKENIZERS.test(name));
}

/** Files without a tokenizer that can be read: what is there, and what to do. */
export function refuseWithoutTokenizer(names: readonly string[]): Refusal {
  const other = findOtherTokenizer(names);
  const hint =
    "Add tokenizer.json, or vocab.json and merges.txt: in Python, " +
    "AutoTokenizer.from_pretrained(NAME).save_pretrained(FOLDER) with the tokenizer that the model was trained with.";
  if (other === undefined) return mismatch("The checkpoint", "has no tokenizer.", hint);
  return mismatch(other, "a tokenizer of this form is not supported.", hint);
}
