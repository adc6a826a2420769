import { at } from "../contract/at.ts";
import type { ForwardPass, TokenRows } from "../contract/forward-pass.ts";
import type { OnPromptLogits } from "./prompt-details.ts";

/** Tokens of one row between two looks at the stop flag: about a sixth of a second for GPT-2 124M on a CPU. */
const CHUNK = 64;

/**
 * Brings the prompts into the cache and answers the logits after each, [prompts, vocabSize]. What the cache holds from
 * an earlier run is used again as far as it is the beginning of the prompts.
 * @param onLogits takes the logits after every token of every prompt, which are computed for it alone; then nothing is
 *   used again
 * @param pause awaited before each piece of a prompt; `true` gives up
 * @returns undefined when `pause` gave up
 */
export async function prefill(
  forward: ForwardPass,
  prompts: TokenRows,
  pause: () => Promise<boolean>,
  onLogits?: OnPromptLogits,
): Promise<Float32Array | undefined> {
  const kept = onLogits === undefined ? await reuseCache(forward, prompts) : await emptyCache(forward);
  const rest = prompts.map((ids) => ids.slice(kept));
  const lengths = rest.map((ids) => ids.length);
  // Every row needs a token in every piece.
  const pieces = Math.min(Math.ceil(Math.max(...lengths) / CHUNK), ...lengths);
  let logits: Float32Array | undefined;
  for (let piece = 0; piece < pieces; piece++) {
    if (await pause()) return undefined;
    const rows = rest.map((ids) => pieceOf(ids, piece, pieces));
    logits = await forward.forward(rows, onLogits === undefined ? "last" : "all");
    if (onLogits === undefined) continue;
    const begins = rest.map((ids) => Math.floor((piece * ids.length) / pieces));
    logits = handOut(logits, rows, begins, forward.vocabSize, onLogits);
  }
  return logits;
}

async function emptyCache(forward: ForwardPass): Promise<0> {
  await forward.reorder([]);
  return 0;
}

/** Hands out the logits of a piece, [all tokens, vocabSize]. @returns a copy of the last ones of each row */
function handOut(
  logits: Float32Array,
  rows: TokenRows,
  begins: readonly number[],
  vocabSize: number,
  onLogits: OnPromptLogits,
): Float32Array {
  const last = new Float32Array(rows.length * vocabSize);
  let start = 0;
  rows.forEach((ids, row) => {
    ids.forEach((_, i) => {
      const own = logits.subarray(start, start + vocabSize);
      onLogits(row, at(begins, row) + i, own);
      if (i === ids.length - 1) last.set(own, row * vocabSize);
      start += vocabSize;
    });
  });
  return last;
}

function pieceOf(ids: readonly number[], piece: number, pieces: number): readonly number[] {
  return ids.slice(Math.floor((piece * ids.length) / pieces), Math.floor(((piece + 1) * ids.length) / pieces));
}

/** Arranges the cache so that its rows are beginnings of the prompts. @returns their common length */
async function reuseCache(forward: ForwardPass, prompts: TokenRows): Promise<number> {
  const matches = prompts.map((ids) => bestMatch(ids, forward));
  const kept = Math.min(...matches.map(({ length }) => length));
  await forward.reorder(kept > 0 ? matches.map(({ row }) => row) : []);
  if (kept > 0) await forward.truncate(kept);
  return kept;
}

function bestMatch(ids: readonly number[], forward: ForwardPass): { row: number; length: number } {
  let best = { row: 0, length: 0 };
  for (const [row, held] of forward.cached.entries()) {
    // The last token is always computed again: its logits are what comes next.
    const most = Math.min(held.length, ids.length - 1);
    let length = 0;
    while (length < most && held[length] === ids[length]) length++;
    if (length > best.length) best = { row, length };
  }
  return best;
}
