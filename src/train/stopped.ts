import { refuse } from "../contract/outcome.ts";

/** Thrown between two computations to end a training. */
export class Stopped extends Error {}

/** @throws what is no {@link Stopped} */
export function asStopped(error: unknown): "stopped" {
  if (error instanceof Stopped) return "stopped";
  throw error;
}

/** @throws Refusal `cancelled` for one, what it is given otherwise */
export function asCancelled(error: unknown): never {
  throw error instanceof Stopped ? refuse("cancelled", "training", {}) : error;
}
