import { at } from "../contract/at.ts";
import type { Judgement, TextCodec } from "../contract/forward-pass.ts";
import type { PromptToken } from "../contract/token-detail.ts";
import { judgeByLogits } from "./judge-text.ts";
import type { PreparedPrompt } from "./prepare.ts";
import { describeAll } from "./rank-tokens.ts";
import { decidedLength, offsetOf } from "./text-offsets.ts";
import { advanceText, restOfText, startText } from "./text-state.ts";

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
  codec: TextCodec,
): PromptDetails {
  const offsets = prompts.map(({ ids, text }) => offsetsOf(ids, text, codec));
  const details = prompts.map(({ ids }, prompt): PromptToken[] => {
    return [promptToken(at(ids, 0), undefined, at(at(offsets, prompt), 0), codec)];
  });
  const onLogits: OnPromptLogits = (prompt, position, logits) => {
    const token = prompts[prompt]?.ids[position + 1];
    if (token === undefined) return;
    const judgement = judgeByLogits(logits, token, wanted);
    at(details, prompt).push(promptToken(token, judgement, at(at(offsets, prompt), position + 1), codec));
  };
  return { onLogits, details };
}

/**
 * A token of a text.
 * @param judgement what the model says of it; `undefined` where nothing stands before it
 */
export function promptToken(
  id: number,
  judgement: Judgement | undefined,
  offset: number,
  codec: TextCodec,
): PromptToken {
  const form = { id, ...codec.describe(id), offset };
  if (judgement === undefined) return { ...form, logprob: null, top: [] };
  return { ...form, logprob: judgement.logprob, top: describeAll(judgement.top, codec) };
}

/**
 * Where each token begins in the prompt's text. What was dropped or put before the text shifts all of them; where a
 * tokenizer changes its text they are near.
 */
export function offsetsOf(ids: readonly number[], text: string, codec: TextCodec): number[] {
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
