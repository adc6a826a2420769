import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

const ROOT = "src";

/** A file of `src/` that ships: no test, nothing that only tests use, nothing generated. */
export interface SourceFile {
  /** From the project's root. */
  readonly path: string;
  /** The first folder below `src/`; `src` for what has none. */
  readonly room: string;
  readonly text: string;
}

const isSource = (path: string) => /\.tsx?$/.test(path) && !/\.d\.ts$|_pb\.ts$|\/build\//.test(path);
const isOfTests = (path: string) => /\.test\.tsx?$|\/testing\//.test(path);

/**
 * True for a file of sentences: all that one surface says in one language, a sentence a key, so that a translation replaces one
 * file. How long it is follows from how much is said, and all of them have the same keys.
 */
export function isOfSentences(path: string): boolean {
  return /^src\/app\/words\/(?:de|en|es|fr|pt|zh)(?:-\w+)?\.ts$|\/failures-in-english\.ts$/.test(path);
}

/** Every path below `src/`, in order. */
export function listPaths(): string[] {
  const names = readdirSync(ROOT, { recursive: true, encoding: "utf8" });
  return names.map((name) => join(ROOT, name)).sort();
}

/** The files of `paths` that ship, with their texts. */
export function readSources(paths: readonly string[]): SourceFile[] {
  const shipped = paths.filter((path) => isSource(path) && !isOfTests(path));
  return shipped.map((path) => ({ path, room: roomOf(path), text: readFileSync(path, "utf8") }));
}

export function roomOf(path: string): string {
  const [first = "", ...rest] = relative(ROOT, path).split("/");
  return rest.length === 0 ? ROOT : first;
}
