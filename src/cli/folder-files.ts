import { refuseAbout } from "../contract/refuse-file.ts";
import { createReadStream } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { ModelFiles } from "../contract/bytes.ts";

/**
 * The files of a model package on disk.
 * @throws Refusal `model_not_found` when there is no such folder
 */
export async function openFolder(folder: string): Promise<ModelFiles> {
  const sizes = await fileSizes(folder);
  const place = (path: string): string => {
    if (sizes.has(path)) return join(folder, path);
    throw refuseAbout("no_usable_files", path, "folder_lacks", { folder });
  };
  return {
    paths: [...sizes.keys()],
    size(path) {
      place(path);
      return sizes.get(path) ?? 0;
    },
    text: (path) => readFile(place(path), "utf8"),
    bytes: async (path) => new Uint8Array(await readFile(place(path))),
    stream: (path) => createReadStream(place(path), { highWaterMark: 1 << 20 }),
  };
}

/** Sizes of all files of a folder, by path with forward slashes. */
export async function fileSizes(folder: string): Promise<Map<string, number>> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => {
    throw refuseAbout("model_not_found", folder, "no_folder", {});
  });
  const sizes = new Map<string, number>();
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const place = join(entry.parentPath, entry.name);
    // What another process removed or renamed meanwhile is not there.
    const found = await stat(place).catch(() => undefined);
    if (found !== undefined) sizes.set(relative(folder, place).split(sep).join("/"), found.size);
  }
  return sizes;
}
