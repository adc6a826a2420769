import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { MANIFEST, parseManifest } from "../contract/parse-manifest.ts";

/** Folder of the smaller package that begins in the place of the one in a folder; `undefined` where there is none. */
export async function lighterBeside(folder: string): Promise<string | undefined> {
  try {
    const { lighter } = parseManifest(await readFile(join(folder, MANIFEST), "utf8"));
    return lighter === undefined ? undefined : join(dirname(resolve(folder)), lighter);
  } catch {
    // No package, or one that is not read: what it began with is not known.
    return undefined;
  }
}

/**
 * What to say of the smaller package of a model that was replaced: nothing hides it from the site's visitors any more.
 * @param before as {@link lighterBeside} had it before @returns `undefined` where there is nothing to say
 */
export async function tellLeftBehind(folder: string, before: string | undefined): Promise<string | undefined> {
  if (before === undefined || !existsSync(join(before, MANIFEST)) || (await lighterBeside(folder)) === before)
    return undefined;
  return `${before} began in the place of the model that was here, and is a choice for visitors now: remove it, or name it with --lighter.`;
}
