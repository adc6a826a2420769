import type { LowRankTerm } from "../contract/low-rank.ts";
import { vectorOf } from "./rounded-direction.ts";
import type { Voice } from "./voice.ts";

/** What a voice adds to its base, a term of rank 1 for each direction. */
export function termsOf({ directions }: Pick<Voice, "directions">): LowRankTerm[] {
  return directions.map(({ module, input, output }) => oneRank(module, vectorOf(input), vectorOf(output)));
}

/** What a single direction adds. */
export function oneRank(module: string, a: Float32Array, b: Float32Array): LowRankTerm {
  return { module, rank: 1, scale: 1, a, b };
}
