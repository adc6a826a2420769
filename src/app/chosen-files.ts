import { ARCHIVE } from "../contract/archive.ts";
import type { NamedBytes } from "../contract/bytes.ts";
import type { FilesSource } from "./add-pieces.ts";
import { currentWords } from "./words/current.ts";

/** What the visitor chose or dropped: an archive with a model in it, or files of a model. */
export type Chosen =
  | { readonly kind: "archive"; readonly file: NamedBytes }
  | { readonly kind: "model"; readonly source: FilesSource };

/** Files of one model, or a single archive. Folders in front of all paths are taken off. */
export function chosenFiles(files: readonly File[]): Chosen {
  const named = files.map((file) => ({ path: file.webkitRelativePath || file.name, bytes: file }));
  return sortChosen(named);
}

export function sortChosen(named: readonly NamedBytes[]): Chosen {
  const [first] = named;
  if (first !== undefined && named.length === 1 && ARCHIVE.test(first.path)) return { kind: "archive", file: first };
  const folder = commonFolder(named.map(({ path }) => path));
  const files = named.map(({ path, bytes }) => ({ path: path.slice(folder.length), bytes }));
  const name = folder === "" ? currentWords().unnamed : (folder.split("/").at(-2) ?? folder);
  return { kind: "model", source: { kind: "files", name, files } };
}

/** The folder that all paths lie in, with its slash; empty for files at the top. */
function commonFolder(paths: readonly string[]): string {
  const [first = ""] = paths;
  let folder = first.slice(0, first.lastIndexOf("/") + 1);
  while (folder !== "" && !paths.every((path) => path.startsWith(folder))) {
    folder = folder.slice(0, folder.lastIndexOf("/", folder.length - 2) + 1);
  }
  return folder;
}

/** A folder with more files than this is no model. */
const MOST_FILES = 1000;

/** All files of what was dropped, folders walked through; nothing for folders without files. */
export async function droppedFiles(dropped: readonly (File | FileSystemEntry)[]): Promise<Chosen | undefined> {
  const named: NamedBytes[] = [];
  for (const one of dropped) {
    if (one instanceof File) named.push({ path: one.name, bytes: one });
    else await walk(one, named);
  }
  return named.length === 0 ? undefined : sortChosen(named);
}

async function walk(entry: FileSystemEntry, found: NamedBytes[]): Promise<void> {
  if (found.length >= MOST_FILES) return;
  if (isFile(entry)) {
    const bytes = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    found.push({ path: entry.fullPath.replace(/^\//, ""), bytes });
  } else if (isFolder(entry)) {
    for (const child of await readAll(entry.createReader())) await walk(child, found);
  }
}

/** A reader hands out at most 100 entries at a time, and none when it is through. */
async function readAll(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0 || all.length > MOST_FILES) return all;
    all.push(...some);
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
