import type { CompletionBody } from "../contract/api/bodies.ts";
import type { GenerateResult } from "../contract/generate-result.ts";
import type { SendEvent } from "./event-stream.ts";
import { type Usage, usageOf } from "./openai-answers.ts";

/**
 * The events of a streamed answer as OpenAI has them.
 * @param head what each of them says besides
 * @param body whether the last is to say how many tokens were taken: the others have a null there, then
 */
export function chunksOf<H extends object>(head: H, { stream_options }: Pick<CompletionBody, "stream_options">) {
  const wantsUsage = stream_options?.include_usage === true;
  const chunk = (choices: readonly unknown[], usage: Usage | null = null) => ({
    ...head,
    choices,
    ...(wantsUsage && { usage }),
  });
  const finish = async (send: SendEvent, result: GenerateResult): Promise<void> => {
    if (wantsUsage) await send(chunk([], usageOf(result)));
    await send("[DONE]");
  };
  return { chunk, finish };
}
