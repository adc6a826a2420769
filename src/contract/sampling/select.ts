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

/** The highest of the first `count` values; -Infinity for none. A comparison is much faster here than `Math.max`. */
export function highestOf(values: Float32Array | Float64Array, count: number): number {
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    const value = values[i] ?? 0;
    if (value > highest) highest = value;
  }
  return highest;
}

const BUCKETS = 1024;
const BUCKETS_PER_UNIT = 32;
/** Used again by each call: one for every token would be much to collect. */
const masses = new Float64Array(BUCKETS);
const counts = new Int32Array(BUCKETS);

/**
 * The shortest run of entries, in ascending order of their keys, whose weights sum to `mass` or more and which holds at
 * least `fewest` entries. Found by summing weights in buckets of keys, so that only the bucket where the run ends has
 * to be sorted.
 * @param keys at least 0
 * @returns the largest key of the run, and how many of the entries with exactly this key belong to it
 */
export function shortestRun(
  keys: Float64Array,
  weights: Float64Array,
  count: number,
  mass: number,
  fewest: number,
): { key: number; ties: number } {
  masses.fill(0);
  counts.fill(0);
  for (let i = 0; i < count; i++) {
    const bucket = bucketOf(keys[i] ?? 0);
    masses[bucket] = (masses[bucket] ?? 0) + (weights[i] ?? 0);
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }

  let last = 0;
  let before = 0;
  let entries = 0;
  for (; last < BUCKETS - 1; last++) {
    const reached = before + (masses[last] ?? 0);
    const held = entries + (counts[last] ?? 0);
    // Rounding may leave the sum of all weights short of the mass.
    if ((reached >= mass && held >= fewest) || held === count) break;
    before = reached;
    entries = held;
  }

  let key = 0;
  let ties = 0;
  for (const position of sortedBucket(keys, count, last)) {
    if (before >= mass && entries >= fewest) break;
    const own = keys[position] ?? 0;
    ties = own === key ? ties + 1 : 1;
    key = own;
    before += weights[position] ?? 0;
    entries++;
  }
  return { key, ties };
}

function bucketOf(key: number): number {
  const bucket = key * BUCKETS_PER_UNIT;
  return bucket < BUCKETS ? bucket | 0 : BUCKETS - 1;
}

/** Positions of the entries of one bucket, in ascending order of their keys; equal keys in order of position. */
function sortedBucket(keys: Float64Array, count: number, bucket: number): number[] {
  const positions: number[] = [];
  for (let i = 0; i < count; i++) if (bucketOf(keys[i] ?? 0) === bucket) positions.push(i);
  return positions.sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0));
}
