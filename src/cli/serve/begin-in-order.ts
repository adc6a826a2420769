/**
 * Begins what waits, in the order in which it came, until something has to wait on.
 * @param begin false where there is no room for it yet
 */
export function beginInOrder<T>(waiting: T[], begin: (next: T) => boolean): void {
  for (let [next] = waiting; next !== undefined && begin(next); [next] = waiting) waiting.shift();
}
