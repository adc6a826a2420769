const ZIP64_END = 0x06064b50;
const ZIP64_LOCATOR = 0x07064b50;
const END_SIZE = 56;
const LOCATOR_SIZE = 20;

export const MOST_ZIP64_BYTES = END_SIZE + LOCATOR_SIZE;

/** What the end record of a zip says. */
interface Ended {
  /** Where the directory ends. */
  readonly end: number;
  readonly count: number;
  readonly size: number;
  readonly start: number;
}

/**
 * Whether the bytes between a directory and the end record are records of ZIP64 that say the same: a program that knows them
 * believes them.
 */
export function repeats(between: DataView, said: Ended): boolean {
  if (between.byteLength !== MOST_ZIP64_BYTES) return false;
  const wide = (at: number) => Number(between.getBigUint64(at, true));
  return (
    between.getUint32(0, true) === ZIP64_END &&
    wide(4) === END_SIZE - 12 &&
    wide(24) === said.count &&
    wide(32) === said.count &&
    wide(40) === said.size &&
    wide(48) === said.start &&
    between.getUint32(END_SIZE, true) === ZIP64_LOCATOR &&
    wide(END_SIZE + 8) === said.end
  );
}
