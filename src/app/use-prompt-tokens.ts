import { useEffect, useState } from "react";
import type { Outcome } from "../contract/outcome.ts";
import type { PromptTokens } from "../contract/text-results.ts";
import { readyModel } from "./state/models-state.ts";
import { usePage, useSession } from "./use-page.ts";

/** Milliseconds of quiet before a prompt is cut into tokens anew. */
const AFTER_MS = 200;

/**
 * The tokens of the prompt as it is typed, by the model that is loaded; those of the text before stay until they have come.
 * @param most of them, from the end
 */
export function usePromptTokens(most: number): Outcome<PromptTokens> | undefined {
  const { engine } = useSession();
  const prompt = usePage((state) => state.prompt);
  const model = usePage(readyModel);
  const max_new_tokens = usePage((state) => state.parameters.max_new_tokens);
  const max_length = usePage((state) => state.parameters.max_length);
  const [told, setTold] = useState<Outcome<PromptTokens>>();
  useEffect(() => {
    if (model === undefined) return;
    let isWanted = true;
    const lengths = { ...(max_new_tokens && { max_new_tokens }), ...(max_length && { max_length }) };
    const timer = setTimeout(async () => {
      const outcome = await engine.tokenize(prompt, lengths, most);
      if (isWanted) setTold(outcome);
    }, AFTER_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [engine, prompt, model, max_new_tokens, max_length, most]);
  return told;
}
