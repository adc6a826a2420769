import type { ResolvedParameters } from "../contract/resolved-parameters.ts";
import { healPrompt } from "./heal.ts";
import type { PreparedPrompt } from "./prepare.ts";
import type { Run } from "./run.ts";

/** Token ids and prompts that say nothing stay as they are. */
export async function healAll(
  prompts: readonly PreparedPrompt[],
  { bos_token_id }: ResolvedParameters,
  { forward, codec, hooks }: Pick<Run, "forward" | "codec" | "hooks">,
): Promise<PreparedPrompt[]> {
  const bos = bos_token_id !== null && bos_token_id < forward.vocabSize ? bos_token_id : null;
  const pause = async () => {
    await hooks.breathe();
    return hooks.isStopped();
  };
  const healed: PreparedPrompt[] = [];
  for (const prompt of prompts)
    healed.push(prompt.text === "" ? prompt : await healPrompt(prompt, { forward, codec, bos, pause }));
  return healed;
}
