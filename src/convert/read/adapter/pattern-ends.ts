type Ends = ReadonlySet<number>;
/** All places where a part of a pattern can end that begins at one. */
export type Part = (text: string, start: number) => Ends;

const NONE: Ends = new Set();

/** The part `least` to `most` times. */
export function repeat(part: Part, least: number, most: number): Part {
  const step = (text: string, from: Ends) => join([...from].map((at) => part(text, at)));
  return remember((text, start) => {
    let ends: Ends = new Set([start]);
    for (let i = 0; i < least && ends.size > 0; i++) ends = step(text, ends);
    const all = new Set(ends);
    for (let i = least; i < most && ends.size > 0; i++) {
      ends = new Set([...step(text, ends)].filter((end) => !all.has(end)));
      for (const end of ends) all.add(end);
    }
    return all;
  });
}

export function one(test: (found: string) => boolean): Part {
  return (text, start) => (start < text.length && test(text.charAt(start)) ? new Set([start + 1]) : NONE);
}

export function where(test: (text: string, at: number) => boolean): Part {
  return (text, at) => (test(text, at) ? new Set([at]) : NONE);
}

export function isEdge(text: string, at: number): boolean {
  return /\w/.test(text.charAt(at - 1)) !== /\w/.test(text.charAt(at));
}

export function join(sets: readonly Ends[]): Ends {
  return sets.length === 1 ? (sets[0] ?? NONE) : new Set(sets.flatMap((ends) => [...ends]));
}

/** Answers each place of the last text once. */
export function remember(part: Part): Part {
  let last: string | undefined;
  let known = new Map<number, Ends>();
  return (text, start) => {
    if (text !== last) [last, known] = [text, new Map()];
    const found = known.get(start) ?? part(text, start);
    known.set(start, found);
    return found;
  };
}
