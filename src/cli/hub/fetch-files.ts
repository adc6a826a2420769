import { openAsBlob } from "node:fs";
import { mkdir, rename, rm, stat } from "node:fs/promises";
import { dirname, resolve, sep } from "node:path";
import { refuse } from "../../contract/outcome.ts";
import { refuseFile } from "../../contract/refuse-file.ts";
import { matches } from "../../store/digest.ts";
import { download } from "../../store/download.ts";
import type { ListedFile, Listing } from "../../store/listing.ts";
import { diskFailure } from "../disk-failure.ts";
import type { ProgressBar } from "../progress-bar.ts";
import type { HubWorld } from "./hub-world.ts";
import { ownPart } from "./own-part.ts";
import { openPartFile } from "./part-file.ts";

/**
 * Brings files of a repository's commit into a folder, one after the other. What is there is hashed and taken; what broke off goes on.
 * @throws Refusal as the download and the disk deserve, `integrity` where bytes are not what the Hub vouches for
 */
export async function fetchFiles(
  listing: Listing,
  paths: readonly string[],
  folder: string,
  world: HubWorld,
  bar: ProgressBar,
): Promise<void> {
  const files = listing.files.filter(({ path }) => paths.includes(path));
  const total = files.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  for (const file of files) {
    const show = (loaded: number) => bar.show(`Downloading ${listing.name}`, (done + loaded) / total);
    await fetchFile(file, placeIn(folder, file.path), world, show);
    done += file.size;
  }
  bar.clear();
}

/** The Hub says where a file lies; it must not say so of the rest of this disk. */
function placeIn(folder: string, path: string): string {
  const place = resolve(folder, ...path.split("/"));
  if (path.includes("\\") || !place.startsWith(resolve(folder) + sep))
    throw refuseFile(path, "unexpected", { field: "path", reason: "outside" });
  return place;
}

async function fetchFile(
  file: ListedFile,
  place: string,
  world: HubWorld,
  show: (loaded: number) => void,
): Promise<void> {
  if (!("url" in file.from) || (await isRight(file, place))) return;
  await mkdir(dirname(place), { recursive: true });
  const part = await ownPart(place);
  const writer = openPartFile(part);
  if (writer.size > file.size) writer.restart();
  const { path, size } = file;
  const job = {
    url: file.from.url,
    path,
    size,
    cached: false,
    writer,
    // The address names the commit: what lies behind it does not change.
    validator: { etag: undefined, set: async () => {} },
    onBytes: show,
    signal: new AbortController().signal,
  };
  try {
    await download(job, world);
  } finally {
    await writer.close();
  }
  if (!(await isRight(file, part))) {
    await rm(part, { force: true });
    throw refuse("integrity", "changed_on_way", { path }, { subject: path });
  }
  await rename(part, place).catch(async (error) => {
    // Another process has brought it meanwhile, on a disk that does not let one file take another's place.
    await rm(part, { force: true });
    if (!(await isRight(file, place))) throw diskFailure(place, error);
  });
}

async function isRight({ size, digest }: ListedFile, place: string): Promise<boolean> {
  const found = await stat(place).catch(() => undefined);
  if (found?.size !== size) return false;
  return digest !== undefined && matches(await openAsBlob(place), digest);
}
