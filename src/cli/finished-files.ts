import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Where the files are while they are written, and when all of them are whole. */
const WRITING = ".hostless-writing";
const WRITTEN = ".hostless-written";
/** Names of this file that a folder may have beside a training's own. */
export const UNFINISHED: readonly string[] = [WRITING];

export interface FinishedFile {
  readonly path: string;
  readonly bytes: Uint8Array | ReturnType<Blob["stream"]>;
}

/**
 * Writes files into a folder: killed at any moment, it has all of them or none, once {@link completeFiles} was called.
 * @param files without folders, the one last that makes the others a whole
 */
export async function writeFinished(folder: string, files: readonly FinishedFile[]): Promise<void> {
  const place = join(folder, WRITING);
  await rm(place, { recursive: true, force: true });
  try {
    await mkdir(place);
    for (const { path, bytes } of files) await writeFile(join(place, path), bytes);
    await rename(place, join(folder, WRITTEN));
  } catch (error) {
    // What did not fit takes no place beside what training goes on from.
    await rm(place, { recursive: true, force: true }).catch(() => {});
    throw error;
  }
  await completeFiles(folder);
}

/** Moves whole files to where they belong, the weights last. @returns whether there were any */
export async function completeFiles(folder: string): Promise<boolean> {
  const place = join(folder, WRITTEN);
  if (!existsSync(place)) return false;
  const names = await readdir(place);
  const isWeights = (name: string) => name.endsWith(".safetensors");
  for (const name of names.toSorted((a, b) => Number(isWeights(a)) - Number(isWeights(b)))) {
    await rename(join(place, name), join(folder, name));
  }
  await rmdir(place);
  return true;
}
