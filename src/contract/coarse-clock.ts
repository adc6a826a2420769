/** A span in milliseconds that a clock of whole milliseconds tells well enough. */
export const LONG_ENOUGH_MS = 20;

/**
 * Whether spans by a clock have to be long: browsers round it to a millisecond on pages that are not isolated, some to more.
 * @param readings of the clock, in milliseconds @param least of the spans between two of them
 */
export function isCoarse(readings: readonly number[], least: number): boolean {
  return least === 0 || readings.every((reading) => Number.isInteger(reading));
}
