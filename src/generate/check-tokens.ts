import { refuse } from "../contract/outcome.ts";
import type { ResolvedParameters } from "../contract/resolved-parameters.ts";

/** Tokens that a text is forced to have must be among the model's; a ban on others changes nothing. @throws Refusal `bad_request` */
export function checkForcedTokens(parameters: ResolvedParameters, vocabSize: number): void {
  for (const name of ["forced_bos_token_id", "forced_eos_token_id"] as const) {
    const unknown = [parameters[name] ?? []].flat().find((id) => id >= vocabSize);
    if (unknown === undefined) continue;
    throw refuse(
      "bad_request",
      "unknown_token",
      { name, token: `${unknown}`, tokens: vocabSize, last: `${vocabSize - 1}` },
      { subject: name },
    );
  }
}
