import { Refusal } from "../contract/outcome.ts";
import type { ResolvedParameters } from "../contract/resolved-parameters.ts";

/** Tokens that a text is forced to have must be among the model's; a ban on others changes nothing. @throws Refusal `bad_request` */
export function checkForcedTokens(parameters: ResolvedParameters, vocabSize: number): void {
  for (const name of ["forced_bos_token_id", "forced_eos_token_id"] as const) {
    const unknown = [parameters[name] ?? []].flat().find((id) => id >= vocabSize);
    if (unknown === undefined) continue;
    throw new Refusal("bad_request", `${name} is ${unknown}, but the model has only ${vocabSize} tokens.`, {
      subject: name,
      hint: `Leave ${name} out, or name a token from 0 to ${vocabSize - 1}.`,
    });
  }
}
