export function isIn(folder: string, path: string): boolean {
  return path === folder + nameOf(path);
}

export function filesIn(paths: readonly string[], folder: string): string[] {
  return paths.flatMap((path) => (path === folder + nameOf(path) ? [nameOf(path)] : []));
}

export function foldersOf(paths: readonly string[]): string[] {
  return [...new Set(paths.map((path) => path.slice(0, path.lastIndexOf("/") + 1)))];
}

/** Those that lie highest. */
export function atTop(folders: readonly string[]): string[] {
  const depth = (folder: string) => folder.split("/").length;
  const highest = Math.min(...folders.map(depth));
  return folders.filter((folder) => depth(folder) === highest);
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The first folder, where all files are in it. */
export function commonFolder(paths: readonly string[]): string {
  const [first = ""] = paths;
  const folder = first.slice(0, first.indexOf("/") + 1);
  return paths.every((path) => path.startsWith(folder)) ? folder : "";
}
