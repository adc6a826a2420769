import type { ForwardPass, TokenRows } from "../../contract/forward-pass.ts";

/** A model whose next token depends on the last one alone: the scores of what comes after each; all others score 0. */
export function chainModel(
  vocabSize: number,
  after: Readonly<Record<number, Readonly<Record<number, number>>>>,
): ForwardPass {
  let cached: TokenRows = [];
  return {
    vocabSize,
    maxPositions: 64,
    get cached() {
      return cached;
    },
    async forward(tokens, want = "last") {
      cached = tokens.map((row, i) => [...(cached[i] ?? []), ...row]);
      const asked = tokens.flatMap((row) => (want === "all" ? row : row.slice(-1)));
      const logits = new Float32Array(asked.length * vocabSize);
      asked.forEach((token, i) => {
        for (const [id, score] of Object.entries(after[token] ?? {})) logits[i * vocabSize + Number(id)] = score;
      });
      return logits;
    },
    async reorder(rows) {
      cached = rows.map((row) => cached[row] ?? []);
    },
    async truncate(length) {
      cached = length === 0 ? [] : cached.map((row) => row.slice(0, length));
    },
    async dispose() {},
  };
}
