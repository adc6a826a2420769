import type { RandomStream } from "../generate/random.ts";

/** The same elements in an order that the random numbers decide. */
export function shuffle<T>(elements: readonly T[], random: RandomStream): T[] {
  return elements
    .map((element) => ({ element, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ element }) => element);
}
