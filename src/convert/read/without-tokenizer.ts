import { type Refusal, refuse } from "../../contract/outcome.ts";
import { refuseTokenizer } from "../../contract/refuse-file.ts";

/** Files that hold a tokenizer in other forms. */
const OTHER_TOKENIZERS = /\.model$|^vocab\.txt$|^tokenizer\.pkl$/;

/** A file that holds a tokenizer in a form that cannot be read. */
export function findOtherTokenizer(names: readonly string[]): string | undefined {
  return names.find((name) => OTHER_TOKENIZERS.test(name));
}

/** Files without a tokenizer that can be read: what is there, and what to do. */
export function refuseWithoutTokenizer(names: readonly string[]): Refusal {
  const other = findOtherTokenizer(names);
  return other === undefined
    ? refuse("tokenizer_mismatch", "no_tokenizer", {})
    : refuseTokenizer(other, "other_tokenizer", {});
}
