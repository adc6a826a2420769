import { type Refusal, refuse } from "../../../contract/outcome.ts";
import type { PeekStart } from "../peek-start.ts";

/** How llm.c's own scripts name weights. */
const OWN = /^(?:gpt2.*|model_\d+|d\d+.*)\.bin$/;
/** What other programs end with `.bin`: states of optimizers and trainers, adapters, tokenizers, test data of llm.c. */
const OTHER =
  /^(?:(?:optimizer|scheduler|scaler|rng_state\w*|training_args|adapter_model|pytorch_model\b.*|state_.*)\.bin|.*(?:tokenizer|debug_state|_val|_train.*)\.bin)$/;
/** The magic number 20240326, whose first two bytes are no UTF-8. */
const START = "\uFFFD\uFFFD4\u0001";

/**
 * The weights of llm.c among these names: the last step of a training, or one file, float32 before bfloat16. Only its first bytes
 * tell that it is one; beside a `config.json` nobody looks for it under any name.
 */
export function chooseLlmc(names: readonly string[]): readonly string[] {
  const isBare = !names.includes("config.json");
  const found = names.filter((name) => (isBare ? name.endsWith(".bin") : OWN.test(name)) && !OTHER.test(name));
  const [best] = [...found].sort((a, b) => rankOf(b) - rankOf(a));
  return best === undefined ? [] : [best];
}

/** A training writes `model_00019552.bin`; other files were there before it. */
function rankOf(name: string): number {
  const step = /^model_(\d{1,15})\.bin$/.exec(name)?.[1];
  if (step !== undefined) return 3 + Number(step);
  return (OWN.test(name) ? 1 : 0) + (/bf16|fp16/i.test(name) ? 0 : 0.5);
}

/** @throws Refusal `no_usable_files` for a file that does not begin as one of llm.c */
export async function checkLlmcStart([path = ""]: readonly string[], peek: PeekStart): Promise<void> {
  if (!(await peek(path, 4)).startsWith(START)) throw refuseNotLlmc(path);
}

/** A file of weights that llm.c did not write. */
export function refuseNotLlmc(path: string): Refusal {
  return refuse("no_usable_files", "other_weights", { path }, { subject: path });
}
