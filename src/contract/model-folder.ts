import type { NamedBytes } from "./bytes.ts";
import { refuse } from "./outcome.ts";

/** Where PEFT says what an adapter belongs to. */
export const ADAPTER_CONFIG = "adapter_config.json";

/** Files at the top of a model, whatever its form. */
const MARKS = new Set(["config.json", ADAPTER_CONFIG]);
/** Folders that a message names. */
const NAMED = 5;

/**
 * The folder that holds a model, with its slash: the highest one, since checkpoints may be in folders below it. Picked and zipped
 * folders put their own name, and others, before every path.
 * @param paths of all files
 * @param from what they are a part of, for the message
 * @returns `undefined` where none is a model's
 * @throws Refusal `no_usable_files` where several are equally high
 */
export function findModelFolder(paths: readonly string[], from: string): string | undefined {
  const folders = paths.flatMap((path) => {
    const slash = path.lastIndexOf("/") + 1;
    return MARKS.has(path.slice(slash)) ? [path.slice(0, slash)] : [];
  });
  const highest = Math.min(...folders.map(depthOf));
  const found = [...new Set(folders)].filter((folder) => depthOf(folder) === highest);
  if (found.length < 2) return found[0];
  const names = found.slice(0, NAMED).map((folder) => folder.slice(0, -1));
  throw refuse("no_usable_files", "several_models", { from, count: found.length, names }, { subject: from });
}

/**
 * The files of the one folder that holds a model, their paths from there; all of them where there is none.
 * @throws Refusal of {@link findModelFolder}
 */
export function filesOfModel(files: readonly NamedBytes[], from: string): readonly NamedBytes[] {
  const paths = files.map(({ path }) => path);
  const folder = findModelFolder(paths, from) ?? commonFolder(paths);
  return files.flatMap(({ path, bytes }) =>
    path.startsWith(folder) ? [{ path: path.slice(folder.length), bytes }] : [],
  );
}

/** The first folder, where all files are in it. */
function commonFolder(paths: readonly string[]): string {
  const [first = ""] = paths;
  const folder = first.slice(0, first.indexOf("/") + 1);
  return paths.every((path) => path.startsWith(folder)) ? folder : "";
}

function depthOf(folder: string): number {
  return folder.split("/").length;
}
