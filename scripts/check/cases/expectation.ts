import { existsSync, readFileSync } from "node:fs";
import * as v from "valibot";

const ids = v.array(v.number());

const promptCase = v.object({
  prompt: v.string(),
  /** All that the model begins with; empty where the tokens are not to be compared. */
  input_ids: ids,
  /** The likeliest tokens that follow. */
  greedy: ids,
  /** `tokenizer.decode` of all of them without special tokens. */
  decoded: v.optional(v.string()),
  /** Further options of `hostless generate`. */
  extra: v.optional(v.array(v.string()), []),
});
export type PromptCase = v.InferOutput<typeof promptCase>;

/** What `NAME.expected.json` says of the checkpoint NAME. */
const expectation = v.object({
  /** The folder or archive in NAME to convert. */
  from: v.optional(v.string()),
  /** Where an adapter's base lies, and a tokenizer that its owner adds; both from the cases' folder. */
  base: v.optional(v.string()),
  tokenizer: v.optional(v.string()),
  /** Further options of `hostless convert`. */
  options: v.optional(v.array(v.string())),
  /** A pattern of what is said, where the right answer is a refusal. */
  refusal: v.optional(v.string()),
  cases: v.optional(v.array(promptCase), []),
});
export type Expectation = v.InferOutput<typeof expectation>;

/** @returns nothing where there is no such file */
export function readExpectation(path: string): Expectation | undefined {
  return existsSync(path) ? v.parse(expectation, JSON.parse(readFileSync(path, "utf8"))) : undefined;
}
