import type { Gpt2Config } from "../../gpt2/config.ts";
import { padTo } from "../pad-to.ts";
import { ADAPTER_TARGETS, type AdapterShape, type AdapterTarget, sizesOf } from "./adapter-shape.ts";

/** Where a pair of factors lies, in floats from the start of a block of all pairs. */
export interface Place {
  readonly layer: number;
  readonly target: AdapterTarget;
  readonly inputs: number;
  readonly outputs: number;
  readonly inputStride: number;
  readonly outputStride: number;
  readonly a: number;
  readonly b: number;
}

/**
 * A place for each pair, layer by layer, and the floats that all take together.
 * @param rank with its padding
 */
export function placePairs(
  config: Gpt2Config,
  { targets }: AdapterShape,
  rank: number,
): { readonly places: readonly Place[]; readonly count: number } {
  const places: Place[] = [];
  let count = 0;
  const take = (floats: number) => {
    count += floats;
    return count - floats;
  };
  for (let layer = 0; layer < config.n_layer; layer++) {
    for (const target of ADAPTER_TARGETS.filter((name) => targets.includes(name))) {
      const { inputs, outputs } = sizesOf(config, target);
      const [inputStride, outputStride] = [padTo(inputs, 16), padTo(outputs, 16)];
      const [a, b] = [take(rank * inputStride), take(rank * outputStride)];
      places.push({ layer, target, inputs, outputs, inputStride, outputStride, a, b });
    }
  }
  return { places, count };
}
