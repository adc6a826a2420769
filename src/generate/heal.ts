import type { ForwardPass, TextCodec } from "../contract/forward-pass.ts";
import { logSumExp } from "./continuations.ts";
import { beginWith, doNotBeginWith, followPrompt, type Step } from "./heal-processors.ts";
import { prefill } from "./prefill.ts";
import type { PreparedPrompt } from "./prepare.ts";
import type { UnfinishedTokens } from "./text-state.ts";
import { joiningTokens, joinsWord, type TokenBytes, tokenBytes } from "./token-bytes.ts";
import { decodeUtf8, encodeUtf8 } from "./utf8.ts";

/** What healing needs of a run. */
export interface HealWorld {
  readonly forward: ForwardPass;
  readonly codec: TextCodec;
  /** What a prompt starts from of which nothing is left; none where the model has none. */
  readonly bos: number | null;
  /** Awaited between pieces of a long prompt; `true` gives up. */
  readonly pause: () => Promise<boolean>;
}

/** A prompt's last tokens, and what is before them. */
interface Tail {
  readonly kept: readonly number[];
  readonly own: readonly number[];
  readonly bytes: Uint8Array;
  readonly text: string;
}

/** Tokens before the tail by which the model judges it. */
const CONTEXT = 64;
/** Tokens of one word that may be dropped. */
const LONGEST_TAIL = 8;
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
  const { kept } = tail;
  const healing = { typed: prompt.ids.length, rest: 1, rewritten: [], restrict: beginWith(kept.length, spaced) };
  // The white space has no tokens any more, and takes no room from the text.
  const longest = prompt.longest + kept.length - prompt.ids.length;
  return { ...prompt, ids: kept, longest, begun: begunAfter(kept, world.codec), healing };
}

const SPACE = Uint8Array.of(0x20);

function withoutTail(
  prompt: PreparedPrompt,
  { kept, own, text }: Tail,
  steps: readonly Step[],
  favour: boolean,
  { codec, forward }: HealWorld,
): PreparedPrompt {
  const restrict = followPrompt(kept.length, steps, favour);
  const healing = { typed: prompt.ids.length, rest: text.length, rewritten: own, restrict };
  // A beginning that was put before a prompt of which nothing else is kept takes no room from the text, either.
  const begun = kept.length + own.length - prompt.ids.length;
  const longest = Math.min(forward.maxPositions, prompt.longest + begun);
  return { ...prompt, ids: kept, longest, begun: begunAfter(kept, codec), healing };
}

/** Where texts depend on what is before them, the kept tokens are decoded with the new ones. */
function begunAfter(kept: readonly number[], codec: TextCodec): UnfinishedTokens {
  return codec.contextual ? { window: kept, taken: codec.decode(kept).length } : { window: [], taken: 0 };
}

/** The tokens that hold the white space at the prompt's end; none of them where the tokenizer drops it. */
function spaceTail(prompt: PreparedPrompt, length: number, bytes: TokenBytes, world: HealWorld): Tail | undefined {
  let count = 0;
  let held = 0;
  while (held < length && count < prompt.ids.length) {
    held += bytes.of(prompt.ids.at(-1 - count) ?? -1)?.length ?? Number.POSITIVE_INFINITY;
    count++;
  }
  const tail = tailOf(prompt, count, bytes, world);
  if (tail !== undefined) return tail;
  const isDropped = world.codec.decode(prompt.ids) === prompt.text.trimEnd() && prompt.ids.length > 0;
  return isDropped ? { kept: prompt.ids, own: [], bytes: new Uint8Array(), text: "" } : undefined;
}

/** As many tokens of the last word as one longer token could take the place of. */
function wordTail(prompt: PreparedPrompt, bytes: TokenBytes, world: HealWorld): Tail | undefined {
  let best = tailOf(prompt, 1, bytes, world);
  for (let count = 2; count <= LONGEST_TAIL; count++) {
    const tail = tailOf(prompt, count, bytes, world);
    // A space before a word belongs to it; any other ends it.
    if (tail === undefined || /.\s/su.test(tail.text)) break;
    if (bytes.beyond(tail.bytes).length > 0) best = tail;
  }
  return best;
}

/** The last `count` tokens, where they stand for the prompt's last characters as they are. */
function tailOf(prompt: PreparedPrompt, count: number, bytes: TokenBytes, { bos }: HealWorld): Tail | undefined {
  const { ids, text } = prompt;
  const own = ids.slice(ids.length - count);
  const parts = own.map((id) => bytes.of(id));
  if (count === 0 || count > ids.length || parts.some((part) => part === undefined)) return undefined;
  const joined = Uint8Array.from(parts.flatMap((part) => [...(part ?? [])]));
  const kept = ids.length > count ? ids.slice(0, -count) : bos === null ? [] : [bos];
  const string = decodeUtf8(joined);
  if (kept.length === 0 || string === undefined || string === "" || !text.endsWith(string)) return undefined;
  return { kept, own, bytes: joined, text: string };
}

function stepsOf({ own, bytes: whole }: Tail, bytes: TokenBytes): Step[] {
  let at = 0;
  return own.map((id) => {
    const beyond = bytes.beyond(whole.subarray(at));
    at += bytes.of(id)?.length ?? 0;
    return { own: id, beyond };
  });
}

/** The model's logits before the tail and after each of its tokens; nothing where it was stopped. */
async function tailLogits({ kept, own }: Tail, world: HealWorld): Promise<Float32Array[] | undefined> {
  const { forward, pause } = world;
  const before = await prefill(forward, [kept.slice(-CONTEXT)], pause);
  if (before === undefined) return undefined;
  const rows = [before.slice()];
  if (own.length === 0) return rows;
  const after = (await forward.forward([own], "all")).slice();
  const { vocabSize } = forward;
  return [...rows, ...own.map((_, i) => after.subarray(i * vocabSize, (i + 1) * vocabSize))];
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
