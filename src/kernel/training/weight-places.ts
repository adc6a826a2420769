import type { Gpt2Config } from "../../gpt2/config.ts";
import { type Gpt2Tensor, gpt2Tensors, shapeOf } from "../../gpt2/tensors.ts";
import { padTo } from "../pad-to.ts";

/** Where a tensor lies, in floats from the start of a block of all tensors: rows as a checkpoint has them, each with its padding. */
export interface WeightPlace {
  readonly name: string;
  readonly shape: readonly number[];
  /** Without padding; a vector is one row. */
  readonly rows: number;
  readonly columns: number;
  /** Floats from row to row, a multiple of 16. */
  readonly stride: number;
  readonly first: number;
}

/** A place for every tensor of a model, and the floats that all take together. A matrix has rows of zeros up to a multiple of 16. */
export function placeWeights(config: Gpt2Config): { readonly places: readonly WeightPlace[]; readonly count: number } {
  let count = 0;
  const places = gpt2Tensors(config).map((tensor) => {
    const place = { ...sizesOf(tensor), first: count };
    count += paddedRows(tensor, place.rows) * place.stride;
    return place;
  });
  return { places, count };
}

function sizesOf(tensor: Gpt2Tensor): Omit<WeightPlace, "first"> {
  const shape = shapeOf(tensor);
  const [columns = 0, rows = 1] = shape.toReversed();
  return { name: tensor.name, shape, rows, columns, stride: padTo(columns, 16) };
}

/** What is only added, never multiplied, needs none. */
function paddedRows({ kind }: Gpt2Tensor, rows: number): number {
  return kind === "matrix" || kind === "table" ? padTo(rows, 16) : rows;
}
