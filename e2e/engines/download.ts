import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Engine } from "./drivers/driver.ts";

/**
 * Does what begins a download, and gives the path of the file once it is whole: browsers write it bit by bit.
 * @param isWhole says so of a path; false for any other file
 */
export async function download(
  { downloads }: Engine,
  begin: () => Promise<unknown>,
  isWhole: (path: string) => boolean,
): Promise<string> {
  for (const name of await readdir(downloads)) await rm(join(downloads, name));
  await begin();
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    const path = (await readdir(downloads)).map((name) => join(downloads, name)).find(isWhole);
    if (path !== undefined) return path;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no whole file within a minute, but: ${await readdir(downloads)}`);
}
