import type { ForwardPass, TokenRows } from "../contract/forward-pass.ts";

/** Tokens of one row between two looks at the stop flag: about a sixth of a second for GPT-2 124M on a CPU. */
const CHUNK = 64;

/**
 * Brings the prompts into the cache and answers the logits after each, [prompts, vocabSize]. What the cache holds from
 * an earlier run is used again as far as it is the beginning of the prompts.
 * @param pause awaited before each piece of a prompt; `true` gives up
 * @returns undefined when `pause` gave up
 */
export async function prefill(
  forward: ForwardPass,
  prompts: TokenRows,
  pause: () => Promise<boolean>,
): Promise<Float32Array | undefined> {
  const kept = await reuseCache(forward, prompts);
  const rest = prompts.map((ids) => ids.slice(kept));
  const lengths = rest.map((ids) => ids.length);
  // Every row needs a token in every piece.
  const pieces = Math.min(Math.ceil(Math.max(...lengths) / CHUNK), ...lengths);
  let logits: Float32Array | undefined;
  for (let piece = 0; piece < pieces; piece++) {
    if (await pause()) return undefined;
    logits = await forward.forward(rest.map((ids) => pieceOf(ids, piece, pieces)));
  }
  return logits;
}

function pieceOf(ids: readonly number[], piece: number, pieces: number): readonly number[] {
  return ids.slice(Math.floor((piece * ids.length) / pieces), Math.floor(((piece + 1) * ids.length) / pieces));
}

/** Arranges the cache so that its rows are beginnings of the prompts. @returns their common length */
async function reuseCache(forward: ForwardPass, prompts: TokenRows): Promise<number> {
  const matches = prompts.map((ids) => bestMatch(ids, forward.cached));
  const kept = Math.min(...matches.map(({ length }) => length));
  await forward.reorder(kept > 0 ? matches.map(({ row }) => row) : []);
  if (kept > 0) await forward.truncate(kept);
  return kept;
}

function bestMatch(ids: readonly number[], cached: TokenRows): { row: number; length: number } {
  let best = { row: 0, length: 0 };
  cached.forEach((held, row) => {
    // The last token is always computed again: its logits are what comes next.
    const most = Math.min(held.length, ids.length - 1);
    let length = 0;
    while (length < most && held[length] === ids[length]) length++;
    if (length > best.length) best = { row, length };
  });
  return best;
}
