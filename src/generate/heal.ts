import type { TextCodec } from "../contract/forward-pass.ts";
import { logSumExp } from "./continuations.ts";
import { beginWith, doNotBeginWith, followPrompt, type Step } from "./heal-processors.ts";
import { type HealWorld, type Tail, spaceTail, wordTail, stepsOf, tailLogits } from "./heal-tail.ts";
import type { PreparedPrompt } from "./prepare.ts";
import type { UnfinishedTokens } from "./text-state.ts";
import { joiningTokens, joinsWord, type TokenBytes, tokenBytes } from "./token-bytes.ts";
import { encodeUtf8 } from "./utf8.ts";

/** People stop typing after a word so many times as often as within one. */
const PRIOR = 20;
/** Less likely white space than this is none that the model knows from its texts. */
const RARE = 1e-4;

const SPACE_AT_END = /\s+$/u;
const WORD_AT_END = /[\p{L}\p{M}\p{N}]$/u;
/** Scripts that put no space between words. */
const UNSPACED =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}]$/u;

/**
 * Makes a prompt go on as if it had been written in one go (`token_healing`). A prompt that ends with white space or within a
 * word has last tokens that no text of the model's has there: they are dropped, and the first new ones must stand for the same
 * characters. A word that the model finds whole is not made longer. Where a tokenizer does not give the prompt back
 * character by character, it stays as it is.
 */
export async function healPrompt(prompt: PreparedPrompt, world: HealWorld): Promise<PreparedPrompt> {
  const { codec, forward } = world;
  const bytes = tokenBytes(codec, forward.vocabSize);
  const space = SPACE_AT_END.exec(prompt.text)?.[0] ?? "";
  if (space !== "") return healSpace(prompt, space, bytes, world);
  const isWord = WORD_AT_END.test(prompt.text) && !UNSPACED.test(prompt.text);
  const tail = wordTail(prompt, bytes, world);
  const logits = tail && (await tailLogits(tail, world));
  if (tail === undefined || logits === undefined) return prompt;
  const steps = stepsOf(tail, bytes);
  if (isWord && isWhole(tail, steps, bytes, logits)) {
    const restrict = doNotBeginWith(prompt.ids.length, joiningTokens(bytes));
    return { ...prompt, healing: { typed: prompt.ids.length, rest: 0, rewritten: [], restrict } };
  }
  return steps.some(({ beyond }) => beyond.length > 0) ? withoutTail(prompt, tail, steps, true, world) : prompt;
}

async function healSpace(
  prompt: PreparedPrompt,
  space: string,
  bytes: TokenBytes,
  world: HealWorld,
): Promise<PreparedPrompt> {
  const tail = spaceTail(prompt, encodeUtf8(space).length, bytes, world);
  const logits = tail && (await tailLogits(tail, world));
  const [first] = logits ?? [];
  if (tail === undefined || first === undefined) return prompt;
  const steps = stepsOf(tail, bytes);
  const [{ own, beyond } = { own: 0, beyond: [] }] = steps;
  const isKnown = tail.own.length > 0 && shareOf(first, [own, ...beyond]) >= RARE;
  if (isKnown) return withoutTail(prompt, tail, steps, false, world);
  // The model writes a space of its own, which the visitor's white space stands for.
  const spaced = bytes.beyond(SPACE).filter((id) => bytes.of(id)?.[1] !== SPACE[0]);
  if (spaced.length === 0 || tail.text.trim() !== "") return prompt;
  const { ids } = tail;
  const healing = { typed: prompt.ids.length, rest: 1, rewritten: [], restrict: beginWith(ids.length, spaced) };
  // The white space has no tokens any more, and takes no room from the text.
  const longest = prompt.longest + ids.length - prompt.ids.length;
  return { ...prompt, ids, longest, begun: begunAfter(ids, world.codec), healing };
}

const SPACE = Uint8Array.of(0x20);

function withoutTail(
  prompt: PreparedPrompt,
  { ids, own, text }: Tail,
  steps: readonly Step[],
  favour: boolean,
  { codec, forward }: HealWorld,
): PreparedPrompt {
  const restrict = followPrompt(ids.length, steps, favour);
  const healing = { typed: prompt.ids.length, rest: text.length, rewritten: own, restrict };
  // A beginning that was put before a prompt of which nothing else is kept takes no room from the text, either.
  const begun = ids.length + own.length - prompt.ids.length;
  const longest = Math.min(forward.maxPositions, prompt.longest + begun);
  return { ...prompt, ids, longest, begun: begunAfter(ids, codec), healing };
}

/** Where texts depend on what is before them, the kept tokens are decoded with the new ones. */
function begunAfter(ids: readonly number[], codec: TextCodec): UnfinishedTokens {
  return codec.contextual ? { window: ids, taken: codec.decode(ids).length } : { window: [], taken: 0 };
}

/**
 * Whether the model rather finds that the word ends here than that it goes on: by the token after it, and by longer tokens in
 * the place of its last ones.
 */
function isWhole(
  { bytes: whole }: Tail,
  steps: readonly Step[],
  bytes: TokenBytes,
  logits: readonly Float32Array[],
): boolean {
  let reached = 1;
  let longer = 0;
  let at = 0;
  for (const [i, { own, beyond }] of steps.entries()) {
    const row = logits[i] ?? new Float32Array();
    const rest = whole.length - at;
    const joined = beyond.filter((id) => joinsWord((bytes.of(id) ?? new Uint8Array()).subarray(rest)));
    longer += reached * shareOf(row, joined);
    reached *= shareOf(row, [own]);
    at += bytes.of(own)?.length ?? 0;
  }
  const goesOn = shareOf(logits[steps.length] ?? new Float32Array(), joiningTokens(bytes));
  return reached * (1 - goesOn) * PRIOR >= longer + reached * goesOn;
}

/** The probability of these tokens together. */
function shareOf(logits: Float32Array, tokens: readonly number[]): number {
  const total = logSumExp(logits);
  return tokens.reduce((sum, id) => sum + Math.exp((logits[id] ?? Number.NEGATIVE_INFINITY) - total), 0);
}
