/** Texts to look for, as a tree by code units. */
export interface Finder<T> {
  readonly root: Branch<T>;
}

interface Branch<T> {
  readonly next: Map<string, Branch<T>>;
  value?: T;
}

interface Found<T> {
  readonly start: number;
  readonly end: number;
  readonly value: T;
}

export function makeFinder<T>(entries: readonly (readonly [string, T])[]): Finder<T> {
  const root: Branch<T> = { next: new Map() };
  for (const [text, value] of entries) {
    let branch = root;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charAt(at);
      const below: Branch<T> = branch.next.get(unit) ?? { next: new Map() };
      branch.next.set(unit, below);
      branch = below;
    }
    branch.value = value;
  }
  return { root };
}

/** Matches from left to right without overlap, at each place the longest. */
export function* find<T>({ root }: Finder<T>, text: string): Generator<Found<T>> {
  if (root.next.size === 0) return;
  for (let start = 0; start < text.length; ) {
    const found = longestAt(root, text, start);
    if (found) yield found;
    start = found?.end ?? start + 1;
  }
}

function longestAt<T>(root: Branch<T>, text: string, start: number): Found<T> | undefined {
  let best: Found<T> | undefined;
  let branch: Branch<T> | undefined = root;
  for (let at = start; branch !== undefined; at++) {
    if (branch.value !== undefined) best = { start, end: at, value: branch.value };
    branch = branch.next.get(text.charAt(at));
  }
  return best;
}
