import type { MergeTable, RankedMerge } from "./merge-table.ts";

interface Candidate extends RankedMerge {
  /** Place of the left token. */
  readonly at: number;
}

/**
 * Joins the tokens of a word, the best pair first and of equal ones the leftmost, with a heap: the time grows as n log n.
 * @param ids of the word's characters, changed
 */
export function mergeWord(ids: number[], merges: Pick<MergeTable, "get">): number[] {
  const next = ids.map((_, index) => index + 1);
  const previous = ids.map((_, index) => index - 1);
  const heap: Candidate[] = [];
  const pairAt = (at: number): RankedMerge | undefined => {
    const [left, right] = [ids[at], ids[next[at] ?? ids.length]];
    return left === undefined || right === undefined ? undefined : merges.get(left, right);
  };
  const offer = (at: number) => {
    const merge = pairAt(at);
    if (merge) push(heap, { rank: merge.rank, id: merge.id, at });
  };
  for (let at = 0; at + 1 < ids.length; at++) offer(at);
  for (let best = pop(heap); best !== undefined; best = pop(heap)) {
    const { at, id } = best;
    // Its tokens may have been merged with others since.
    if (ids[at] === GONE || pairAt(at)?.id !== id) continue;
    const right = next[at] ?? ids.length;
    const after = next[right] ?? ids.length;
    ids[at] = id;
    ids[right] = GONE;
    next[at] = after;
    if (after < ids.length) previous[after] = at;
    const before = previous[at] ?? -1;
    if (before >= 0) offer(before);
    offer(at);
  }
  return ids.filter((id) => id !== GONE);
}

const GONE = -1;

function isBefore(a: Candidate, b: Candidate): boolean {
  return a.rank < b.rank || (a.rank === b.rank && a.at < b.at);
}

/** A binary heap, the best candidate first. */
function push(heap: Candidate[], candidate: Candidate): void {
  let index = heap.length;
  heap.push(candidate);
  for (;;) {
    const parent = (index - 1) >> 1;
    const above = heap[parent];
    if (index === 0 || above === undefined || !isBefore(candidate, above)) break;
    heap[index] = above;
    index = parent;
  }
  heap[index] = candidate;
}

function pop(heap: Candidate[]): Candidate | undefined {
  const [best] = heap;
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return best;
  let index = 0;
  for (;;) {
    let child = 2 * index + 1;
    let below = heap[child];
    const other = heap[child + 1];
    if (below !== undefined && other !== undefined && isBefore(other, below)) {
      child++;
      below = other;
    }
    if (below === undefined || !isBefore(below, last)) break;
    heap[index] = below;
    index = child;
  }
  heap[index] = last;
  return best;
}
