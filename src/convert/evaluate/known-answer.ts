import type { ForwardPass } from "../../contract/forward-pass.ts";
import type { ModelManifest } from "../../contract/manifest.ts";

/** Tokens of the answer: enough to tell a broken backend, few enough for the page to ask at every start. */
const ANSWER_TOKENS = 12;

/**
 * The greedy continuation of `prompt` by the reference. Every call of the reference is dear, so a quick draft writes
 * ahead and the reference checks many tokens at once; the answer is the reference's own whatever the draft says.
 */
export async function findKnownAnswer(
  reference: ForwardPass,
  draft: ForwardPass | undefined,
  prompt: readonly number[],
): Promise<ModelManifest["known_answer"]> {
  const length = Math.min(ANSWER_TOKENS, reference.maxPositions - prompt.length);
  const answer: number[] = [];
  await reference.reorder([]);
  for (let given: readonly number[] = prompt; answer.length < length; given = answer.slice(-1)) {
    const guess = await continueGreedily(draft, [...prompt, ...answer], length - answer.length - 1);
    const logits = await reference.forward([[...given, ...guess]], "all");
    const said = (i: number) => likeliest(logits, given.length - 1 + i, reference.vocabSize);
    let right = 0;
    while (right < guess.length && said(right) === guess[right]) right++;
    answer.push(...guess.slice(0, right), said(right));
    await reference.truncate(prompt.length + answer.length - 1);
  }
  await reference.reorder([]);
  return { prompt_ids: [...prompt], token_ids: answer };
}

async function continueGreedily(
  draft: ForwardPass | undefined,
  context: readonly number[],
  length: number,
): Promise<number[]> {
  const tokens: number[] = [];
  if (draft === undefined) return tokens;
  await draft.reorder([]);
  for (let given = context; tokens.length < length; given = tokens.slice(-1)) {
    tokens.push(likeliest(await draft.forward([given]), 0, draft.vocabSize));
  }
  return tokens;
}

/** The likeliest token of a row of logits; the first of equals. */
function likeliest(logits: Float32Array, row: number, vocabulary: number): number {
  const start = row * vocabulary;
  let best = 0;
  for (let id = 1; id < vocabulary; id++) if ((logits[start + id] ?? 0) > (logits[start + best] ?? 0)) best = id;
  return best;
}
