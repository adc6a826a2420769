import type { Program, Step } from "./compile.ts";

/**
 * Where a pattern matches, one match after the other, by index of code points. Takes the match that backtracking would
 * find, but enters no step twice at the same place: the time grows with the text's length, whatever the pattern.
 */
export function findMatches(program: Program, codes: readonly number[]): (readonly [number, number])[] {
  const matcher = new Matcher(program.steps, codes);
  const found: (readonly [number, number])[] = [];
  let lastEnd = -1;
  for (let at = 0; at <= codes.length; ) {
    const end = matcher.run(program.start, at);
    // An empty match right behind another match is none.
    if (end < 0 || (end === at && at === lastEnd)) {
      at++;
      continue;
    }
    found.push([at, end]);
    lastEnd = end;
    at = end === at ? at + 1 : end;
  }
  return found;
}

const ROOT = -1;

class Matcher {
  readonly #steps: readonly Step[];
  readonly #codes: readonly number[];
  /** Steps at places (one number for both) that lead to no match. */
  readonly #failed = new Set<number>();
  /** Ends found by parts that are matched on their own: atomic groups and what lies ahead. */
  readonly #inner = new Map<number, number>();

  constructor(steps: readonly Step[], codes: readonly number[]) {
    this.#steps = steps;
    this.#codes = codes;
  }

  /** End of the match that begins at a place, or -1. */
  run(start: number, place: number): number {
    const width = this.#codes.length + 1;
    /** What was entered in this run, and from where. */
    const from = new Map<number, number>();
    const open: [number, number][] = [[start * width + place, ROOT]];
    for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
      const [key, origin] = entry;
      if (this.#failed.has(key) || from.has(key)) continue;
      from.set(key, origin);
      const at = key % width;
      const step = this.#steps[(key - at) / width];
      if (step === undefined) continue;
      if (step.op === "match") {
        this.#remember(from, key);
        return at;
      }
      if (step.op === "split") {
        open.push([step.other * width + at, key], [step.next * width + at, key]);
        continue;
      }
      const next = this.#advance(step, at);
      if (next >= 0) open.push([step.next * width + next, key]);
    }
    this.#remember(from, ROOT);
    return -1;
  }

  /** All that was entered in vain fails from anywhere; what led to the match does not. */
  #remember(from: Map<number, number>, matched: number): void {
    for (let key = matched; key !== ROOT; ) {
      const origin = from.get(key) ?? ROOT;
      from.delete(key);
      key = origin;
    }
    for (const key of from.keys()) this.#failed.add(key);
  }

  /** The place behind a step that was taken at one, or -1. */
  #advance(step: Exclude<Step, { op: "match" | "split" }>, at: number): number {
    switch (step.op) {
      case "character": {
        const code = this.#codes[at];
        return code !== undefined && step.test(code) ? at + 1 : -1;
      }
      case "place":
        return step.test(this.#codes, at) ? at : -1;
      case "ahead":
        return this.#runInner(step.start, at) >= 0 === step.negative ? -1 : at;
      case "atomic":
        return this.#runInner(step.start, at);
    }
  }

  #runInner(start: number, at: number): number {
    const key = start * (this.#codes.length + 1) + at;
    let end = this.#inner.get(key);
    if (end === undefined) {
      end = this.run(start, at);
      this.#inner.set(key, end);
    }
    return end;
  }
}
