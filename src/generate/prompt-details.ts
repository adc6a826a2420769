import type { PromptToken } from "../contract/engine.ts";
import type { TextCodec } from "../contract/forward-pass.ts";
import type { Candidates } from "./candidates.ts";
import { assertFinite } from "./choose.ts";
import { tokenDetail } from "./details.ts";
import type { PreparedPrompt } from "./prepare.ts";
import { advanceText, decidedLength, offsetOf, restOfText, startText } from "./text-state.ts";

/** Takes the logits after each token of a prompt, in order. */
export type OnPromptLogits = (prompt: number, position: number, logits: Float32Array) => void;

/** Gathers how well a model foresees its prompts' own tokens. */
export interface PromptDetails {
  readonly onLogits: OnPromptLogits;
  /** One entry a token of each prompt, as far as its logits have come. */
  readonly details: readonly (readonly PromptToken[])[];
}

/** @param wanted alternatives of each token */
export function gatherPromptDetails(
  prompts: readonly PreparedPrompt[],
  wanted: number,
  candidates: Candidates,
  codec: TextCodec,
): PromptDetails {
  const offsets = prompts.map((prompt) => offsetsOf(prompt, codec));
  const details = prompts.map(({ ids }, prompt): PromptToken[] => {
    const [id = 0] = ids;
    return [{ id, ...codec.describe(id), logprob: null, top: [], offset: offsets[prompt]?.[0] ?? 0 }];
  });
  const onLogits: OnPromptLogits = (prompt, position, logits) => {
    const token = prompts[prompt]?.ids[position + 1];
    if (token === undefined) return;
    assertFinite(logits);
    candidates.takeAll(logits);
    const offset = offsets[prompt]?.[position + 1] ?? 0;
    details[prompt]?.push({ ...tokenDetail(candidates, token, wanted, codec), offset });
  };
  return { onLogits, details };
}

/**
 * Where each token begins in the prompt's text. What was dropped or put before the text shifts all of them; where a
 * tokenizer changes its text they are near.
 */
function offsetsOf({ ids, text }: PreparedPrompt, codec: TextCodec): number[] {
  let state = startText("", []);
  const offsets = ids.map((id) => {
    const step = advanceText(state, id, codec, []);
    const offset = offsetOf(state, step, codec.describe(id));
    state = step.state;
    return offset;
  });
  const decoded = decidedLength(state) + restOfText(state, codec).length;
  return offsets.map((offset) => Math.min(Math.max(0, offset + text.length - decoded), text.length));
}
