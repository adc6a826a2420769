import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { reasonOf } from "../../contract/outcome.ts";
import { refuseAbout } from "../../contract/refuse-file.ts";
import { parseSiteSettings, SITE_SETTINGS, type SiteSettings } from "../../contract/site-settings.ts";
import type { PublishedFile } from "../../publish/package-files.ts";
import { brandSite } from "../../publish/site/brand-site.ts";
import { allFiles, hexDigest } from "./folder-source.ts";

/** What the owner of a folder with a built site has said of it; nothing where there is no `site.json`. @throws Refusal `malformed_file` */
export async function readSettings(folder: string): Promise<SiteSettings> {
  const file = join(folder, SITE_SETTINGS);
  const text = await readFile(file, "utf8").catch(() => undefined);
  return text === undefined ? {} : parseSiteSettings(text, file);
}

/**
 * Brands a built site in its folder: what differs is written, what is gone removed.
 * @param added files that come with the settings, such as an icon
 * @returns how many files were written @throws Refusal `no_usable_files`, `malformed_file`, `storage`
 */
export async function brandFolder(
  folder: string,
  settings: SiteSettings,
  added: readonly PublishedFile[] = [],
): Promise<number> {
  const before = new Map((await allFiles(folder)).map(({ path, content }) => [path, content]));
  const built = new Map([...before, ...added.map(({ path, content }) => [path, content] as const)]);
  const files = [...built].map(([path, content]) => ({ path, content }));
  const branded = await brandSite(files, folder, settings, hexDigest);
  const changed = branded.filter(({ path, content }) => before.get(path) !== content);
  // All is read before anything is written: a file that is opened must not change below its reader.
  const texts = await Promise.all(
    changed.map(async ({ path, content }) => ({ path, bytes: new Uint8Array(await content.arrayBuffer()) })),
  );
  const kept = new Set(branded.map(({ path }) => path));
  const gone = [...before.keys()].filter((path) => !kept.has(path));
  try {
    for (const { path, bytes } of texts) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), bytes);
    }
    for (const path of gone) await rm(join(folder, path));
  } catch (error) {
    throw refuseAbout("storage", folder, "unwritable", { reason: reasonOf(error) });
  }
  return texts.length;
}
