/** What one death cost, as the page saw it. Times in milliseconds from the moment of the death. */
export interface Death {
  /** What died, and how. */
  readonly what: string;
  /** When the last call that was pending had an outcome. */
  readonly settled: number;
  /** When the first answer after it was whole. */
  readonly answered: number;
  /** What should be and is not, e.g. another text than before. */
  readonly wrong: readonly string[];
}

/** Something that can die again and again. */
export interface Mortal {
  /** @param turn counts its deaths from 0 */
  die(turn: number): Promise<Death>;
  close(): Promise<void>;
}

/** Names what is not so. */
export function wrongs(expected: Readonly<Record<string, boolean>>): string[] {
  return Object.entries(expected).flatMap(([name, holds]) => (holds ? [] : [name]));
}
