/**
 * The element at a place where the code knows that there is one; for what may be absent, index and ask. Loops over many numbers index
 * within bounds of their own: this one place, which meets every kind of array, would be slow (`scripts/check/loud-access.test.ts`).
 * @throws RangeError where there is none: the code is wrong, and a stand-in would be a silent wrong result
 */
export function at<T>(elements: ArrayLike<T>, index: number): T {
  const element = elements[index];
  if (element === undefined) throw new RangeError(`There is no element ${index} among ${elements.length}.`);
  return element;
}

/**
 * The value under a key where the code knows that there is one.
 * @throws RangeError where there is none, as {@link at}
 */
export function valueUnder<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key);
  if (value === undefined) throw new RangeError(`There is nothing under ${String(key)} among ${map.size}.`);
  return value;
}
