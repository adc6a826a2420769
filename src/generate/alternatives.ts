import { at } from "../contract/at.ts";
import type { ForwardPass, TextCodec } from "../contract/forward-pass.ts";
import { refuse } from "../contract/outcome.ts";
import type { Alternatives, NextScores } from "../contract/text-results.ts";
import { prefill } from "./prefill.ts";
import { rankTokens } from "./rank-tokens.ts";
import type { TextTokens } from "./text-tokens.ts";

interface AlternativesOptions {
  /** Tokens of the text before the place; absent: all. */
  readonly position?: number | undefined;
  readonly wanted: number;
  /** Awaited between forward passes; lets other messages in, and cancels by throwing. */
  readonly pause: () => Promise<void>;
}

/**
 * What could stand at a place in a text. A text longer than the context counts as far as the context has room for its end.
 * @throws Refusal `bad_request` for a place that the text does not have, or that nothing stands before; `nan_logits`
 */
export async function listAlternatives(
  forward: ForwardPass,
  codec: TextCodec,
  { ids, start }: TextTokens,
  { position = ids.length - start, wanted, pause }: AlternativesOptions,
): Promise<Alternatives> {
  const tokens = ids.length - start;
  if (position > tokens) throw refuse("bad_request", "no_such_position", { position, tokens }, { subject: "position" });
  const end = start + position;
  if (end === 0) throw refuse("bad_request", "nothing_before", {}, { subject: "position" });
  const ranked = rankTokens(await readLogits(forward, ids.slice(0, end).slice(-forward.maxPositions), pause));
  const top = ranked.top(wanted, codec);
  if (end === ids.length) return { position, top };
  const id = at(ids, end);
  return { position, token: { id, ...codec.describe(id), logprob: ranked.logprobOf(id) }, top };
}

/**
 * What follows a prompt, over the whole vocabulary.
 * @throws Refusal `bad_request` where nothing stands before it; `nan_logits`
 */
export async function scoreNextToken(
  forward: ForwardPass,
  codec: TextCodec,
  { ids }: TextTokens,
  { wanted, pause }: Omit<AlternativesOptions, "position">,
): Promise<NextScores> {
  if (ids.length === 0) throw refuse("bad_request", "nothing_before", {}, { subject: "prompt" });
  // The next call writes over them.
  const logits = (await readLogits(forward, ids, pause)).slice();
  return { logits, top: rankTokens(logits).top(wanted, codec) };
}

async function readLogits(
  forward: ForwardPass,
  ids: readonly number[],
  pause: AlternativesOptions["pause"],
): Promise<Float32Array> {
  const logits = await prefill(forward, [ids], async () => {
    await pause();
    return false;
  });
  if (logits === undefined) throw new Error("the prompt was given up without a reason");
  return logits;
}
