/**
 * The `k`-th largest of the first `count` values, found with a heap of k entries: one pass, nearly all of it one
 * comparison per value where k is small. -Infinity where there are fewer than k values.
 */
export function kthLargest(values: Float32Array | Float64Array, count: number, k: number): number {
  if (k > count) return Number.NEGATIVE_INFINITY;
  const heap = new Float64Array(k).fill(Number.NEGATIVE_INFINITY);
  let smallest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    const value = values[i] ?? 0;
    if (value <= smallest) continue;
    sinkRoot(heap, value);
    smallest = heap[0] ?? 0;
  }
  return smallest;
}

/** Replaces the root of a min-heap and restores its order. */
function sinkRoot(heap: Float64Array, value: number): void {
  let hole = 0;
  for (;;) {
    let child = 2 * hole + 1;
    if (child >= heap.length) break;
    if ((heap[child + 1] ?? Number.POSITIVE_INFINITY) < (heap[child] ?? 0)) child++;
    const smaller = heap[child] ?? 0;
    if (smaller >= value) break;
    heap[hole] = smaller;
    hole = child;
  }
  heap[hole] = value;
}

const BUCKETS = 1024;
const BUCKETS_PER_UNIT = 32;

/**
 * The largest key among the shortest run of entries, in ascending order of their keys, whose weights sum to `mass` or
 * more and which holds at least `fewest` entries. Found by summing weights in buckets of keys, so that only the bucket
 * where the run ends has to be sorted.
 * @returns that key, and the number of entries with exactly this key that belong to the run
 */
export function shortestRun(
  keys: Float64Array,
  weights: Float64Array,
  count: number,
  mass: number,
  fewest: number,
): { key: number; ties: number } {
  let lowest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < count; i++) lowest = Math.min(lowest, keys[i] ?? 0);
  const bucketOf = (i: number) => Math.min(BUCKETS - 1, Math.floor(((keys[i] ?? 0) - lowest) * BUCKETS_PER_UNIT));

  const masses = new Float64Array(BUCKETS);
  const counts = new Int32Array(BUCKETS);
  for (let i = 0; i < count; i++) {
    const bucket = bucketOf(i);
    masses[bucket] = (masses[bucket] ?? 0) + (weights[i] ?? 0);
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }

  let last = 0;
  let before = 0;
  let entries = 0;
  while (last < BUCKETS - 1) {
    const reached = before + (masses[last] ?? 0);
    const held = entries + (counts[last] ?? 0);
    if (reached >= mass && held >= fewest) break;
    before = reached;
    entries = held;
    last++;
  }

  const positions: number[] = [];
  for (let i = 0; i < count; i++) if (bucketOf(i) === last) positions.push(i);
  positions.sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0));
  let key = lowest;
  let ties = 0;
  for (const position of positions) {
    if (before >= mass && entries >= fewest) break;
    const own = keys[position] ?? 0;
    ties = own === key ? ties + 1 : 1;
    key = own;
    before += weights[position] ?? 0;
    entries++;
  }
  return { key, ties };
}
