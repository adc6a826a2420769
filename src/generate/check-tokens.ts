import type { TokenRows } from "../contract/forward-pass.ts";
import { type Refusal, refuse } from "../contract/outcome.ts";
import type { ResolvedParameters } from "../contract/resolved-parameters.ts";

/** Prompts that are given as tokens have the model's own. @throws Refusal `bad_request` */
export function checkPromptTokens(prompts: TokenRows, vocabSize: number): void {
  const unknown = prompts.flat().find((id) => id >= vocabSize);
  if (unknown !== undefined) throw unknownToken("prompt", unknown, vocabSize);
}

/** Tokens that a text is forced to have must be among the model's; a ban on others changes nothing. @throws Refusal `bad_request` */
export function checkForcedTokens(parameters: ResolvedParameters, vocabSize: number): void {
  for (const name of ["forced_bos_token_id", "forced_eos_token_id"] as const) {
    const unknown = [parameters[name] ?? []].flat().find((id) => id >= vocabSize);
    if (unknown !== undefined) throw unknownToken(name, unknown, vocabSize);
  }
}

function unknownToken(name: string, token: number, vocabSize: number): Refusal {
  const told = { name, token: `${token}`, tokens: vocabSize, last: `${vocabSize - 1}` };
  return refuse("bad_request", "unknown_token", told, { subject: name });
}
