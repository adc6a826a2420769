import type { TokenRows } from "../../contract/forward-pass.ts";

/**
 * Rows of different length in one rectangular cache. A column of the cache belongs to a row's text (`true`) or is
 * padding for it (`false`) and is hidden from attention. New tokens are padded on the left, so that the last column is
 * the last token of every row.
 */
export interface Batch {
  readonly tokens: TokenRows;
  /** Per row: which columns of the cache hold a token. All rows are equally long. */
  readonly columns: readonly (readonly boolean[])[];
}

export const EMPTY_BATCH: Batch = { tokens: [], columns: [] };

/** Inputs of one run: `width` columns for each row, row after row. */
export interface BatchInputs {
  readonly rows: number;
  readonly width: number;
  readonly inputIds: BigInt64Array;
  /** Over the cached and the new columns: [rows, cached + width]. */
  readonly attentionMask: BigInt64Array;
  readonly positionIds: BigInt64Array;
  /** Batch after the run. */
  readonly next: Batch;
}

/** Appends `added[r]` to row `r` of `batch`, or starts a batch of these rows when it is empty. */
export function appendTokens(batch: Batch, added: TokenRows): BatchInputs {
  const rows = added.length;
  const width = Math.max(...added.map((row) => row.length));
  const columns = added.map((row, r) => [
    ...(batch.columns[r] ?? []),
    ...new Array<boolean>(width - row.length).fill(false),
    ...new Array<boolean>(row.length).fill(true),
  ]);
  const tokens = added.map((row, r) => [...(batch.tokens[r] ?? []), ...row]);
  const inputIds = new BigInt64Array(rows * width);
  const positionIds = new BigInt64Array(rows * width);
  added.forEach((row, r) => {
    const start = batch.tokens[r]?.length ?? 0;
    row.forEach((id, i) => {
      const at = r * width + width - row.length + i;
      inputIds[at] = BigInt(id);
      positionIds[at] = BigInt(start + i);
    });
  });
  const attentionMask = BigInt64Array.from(columns.flat(), (used) => (used ? 1n : 0n));
  return { rows, width, inputIds, attentionMask, positionIds, next: { tokens, columns } };
}

/** New row `i` is old row `rows[i]`. */
export function pickRows(batch: Batch, rows: readonly number[]): Batch {
  return {
    tokens: rows.map((row) => batch.tokens[row] ?? []),
    columns: rows.map((row) => batch.columns[row] ?? []),
  };
}

/**
 * Keeps the first `length` tokens of every row. Returns the batch and how many columns of the cache it still needs;
 * columns in between that a row no longer uses are hidden from it.
 */
export function keepTokens(batch: Batch, length: number): { batch: Batch; columns: number } {
  const kept = batch.columns.map((row) => {
    let tokens = 0;
    return row.map((used) => used && ++tokens <= length);
  });
  const columns = Math.max(0, ...kept.map((row) => row.lastIndexOf(true) + 1));
  const tokens = batch.tokens.map((row) => row.slice(0, length));
  return { batch: { tokens, columns: kept.map((row) => row.slice(0, columns)) }, columns };
}
