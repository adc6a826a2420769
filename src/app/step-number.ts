import type { NumberSpec } from "../contract/parameters.ts";

/** The number so many steps further on the grid of its field, within its limits; from the lowest one where there is none. */
export function stepNumber(from: number | undefined, steps: number, { min, max, step }: NumberSpec): number {
  const start = from === undefined || Number.isNaN(from) ? min : from;
  const decimals = String(step).split(".")[1]?.length ?? 0;
  const next = Number((start + steps * step).toFixed(decimals));
  return Math.min(max, Math.max(min, next));
}
