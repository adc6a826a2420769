import type { ForwardPass, TextCodec } from "../contract/forward-pass.ts";
import type { Step } from "./heal-processors.ts";
import { prefill } from "./prefill.ts";
import type { PreparedPrompt } from "./prepare.ts";
import type { TokenBytes } from "./token-bytes.ts";
import { decodeUtf8 } from "./utf8.ts";

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
export interface Tail {
  /** The prompt's without its last ones. */
  readonly ids: readonly number[];
  readonly own: readonly number[];
  readonly bytes: Uint8Array;
  readonly text: string;
}

/** Tokens before the tail by which the model judges it. */
const CONTEXT = 64;
/** Tokens of one word that may be dropped. */
const LONGEST_TAIL = 8;

/** The tokens that hold the white space at the prompt's end; none of them where the tokenizer drops it. */
export function spaceTail(
  prompt: PreparedPrompt,
  length: number,
  bytes: TokenBytes,
  world: HealWorld,
): Tail | undefined {
  let count = 0;
  let held = 0;
  while (held < length && count < prompt.ids.length) {
    held += bytes.of(prompt.ids.at(-1 - count) ?? -1)?.length ?? Number.POSITIVE_INFINITY;
    count++;
  }
  const tail = tailOf(prompt, count, bytes, world);
  if (tail !== undefined) return tail;
  const isDropped = world.codec.decode(prompt.ids) === prompt.text.trimEnd() && prompt.ids.length > 0;
  return isDropped ? { ids: prompt.ids, own: [], bytes: new Uint8Array(), text: "" } : undefined;
}

/** As many tokens of the last word as one longer token could take the place of. */
export function wordTail(prompt: PreparedPrompt, bytes: TokenBytes, world: HealWorld): Tail | undefined {
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
  return { ids: kept, own, bytes: joined, text: string };
}

export function stepsOf({ own, bytes: whole }: Tail, bytes: TokenBytes): Step[] {
  let at = 0;
  return own.map((id) => {
    const beyond = bytes.beyond(whole.subarray(at));
    at += bytes.of(id)?.length ?? 0;
    return { own: id, beyond };
  });
}

/** The model's logits before the tail and after each of its tokens; nothing where it was stopped. */
export async function tailLogits({ ids, own }: Tail, world: HealWorld): Promise<Float32Array[] | undefined> {
  const { forward, pause } = world;
  const before = await prefill(forward, [ids.slice(-CONTEXT)], pause);
  if (before === undefined) return undefined;
  const rows = [before.slice()];
  if (own.length === 0) return rows;
  const after = (await forward.forward([own], "all")).slice();
  const { vocabSize } = forward;
  return [...rows, ...own.map((_, i) => after.subarray(i * vocabSize, (i + 1) * vocabSize))];
}
