import type { FailureCode } from "../contract/failure-parameters.ts";
import { failureOf } from "../contract/outcome.ts";
import type { OpenedModel } from "../store/open-model.ts";

/** Faults of a model's files, the same at every try. */
const OF_THE_FILES: ReadonlySet<FailureCode> = new Set([
  "malformed_file",
  "unsupported_architecture",
  "unsafe_pickle",
  "tokenizer_mismatch",
  "no_usable_files",
  "nan_logits",
  "limit_exceeded",
]);

/**
 * Removes a download that was in vain: its files can never be used. One that broke off goes on at the next try.
 * @param weights those of its files that other weights of the model do without
 */
export async function dropInVain(opened: OpenedModel, error: unknown, weights?: readonly string[]): Promise<void> {
  if (opened.isBroken || !OF_THE_FILES.has(failureOf(error).code)) return;
  await opened.discard(weights);
}
