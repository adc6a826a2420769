import { at } from "../contract/at.ts";
import type { TokenRows } from "../contract/forward-pass.ts";
import { refuse } from "../contract/outcome.ts";

/** A token on its way through the layers. */
export interface Place {
  readonly id: number;
  readonly row: number;
  readonly position: number;
  /** Whether its logits are asked for. */
  readonly wanted: boolean;
}

/** What a model takes. */
interface Bounds {
  readonly vocabSize: number;
  readonly maxPositions: number;
}

/**
 * Where new tokens stand behind those that the cache holds.
 * @param held tokens of each row of the cache; `undefined` for an empty one, to which any number of rows may come
 * @throws Refusal `limit_exceeded` for a row that is longer than the context; RangeError for what no caller may ask
 */
export function placeTokens(
  ids: TokenRows,
  held: readonly number[] | undefined,
  want: "last" | "all",
  bounds: Bounds,
): Place[] {
  if (ids.length === 0 || (held !== undefined && ids.length !== held.length)) {
    throw new RangeError(`${ids.length} rows were given, the cache holds ${held?.length ?? 0}.`);
  }
  if (ids.every((own) => own.length === 0)) throw new RangeError("No row has a token.");
  return ids.flatMap((own, row) => {
    const first = held === undefined ? 0 : at(held, row);
    checkRow(own, first, bounds);
    return own.map((id, i) => ({ id, row, position: first + i, wanted: want === "all" || i === own.length - 1 }));
  });
}

function checkRow(ids: readonly number[], first: number, { vocabSize, maxPositions }: Bounds): void {
  const length = first + ids.length;
  if (length > maxPositions) throw refuse("limit_exceeded", "context", { tokens: length, most: maxPositions });
  const foreign = ids.find((id) => !Number.isInteger(id) || id < 0 || id >= vocabSize);
  if (foreign !== undefined) throw new RangeError(`Token ${foreign} is not one of ${vocabSize}.`);
}
