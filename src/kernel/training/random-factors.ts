import type { Gpt2Config } from "../../gpt2/config.ts";
import { type AdapterShape, type LowRankPair, sizesOf } from "./adapter-shape.ts";

/**
 * The factors that training begins with, as PEFT has them: A uniform within 1 / √inputs, B zero, so that the adapter changes nothing yet.
 * @param random numbers in [0, 1)
 */
export function randomFactors(config: Gpt2Config, shape: AdapterShape, random: () => number): LowRankPair[] {
  return Array.from({ length: config.n_layer }, (_, layer) => layer).flatMap((layer) =>
    shape.targets.map((target) => {
      const { inputs, outputs } = sizesOf(config, target);
      const bound = 1 / Math.sqrt(inputs);
      const a = Float32Array.from({ length: shape.rank * inputs }, () => (2 * random() - 1) * bound);
      return { layer, target, a, b: new Float32Array(outputs * shape.rank) };
    }),
  );
}
