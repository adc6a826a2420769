import { refuse } from "../contract/outcome.ts";
import { headersFile, securityHeaders } from "../contract/security-headers.ts";
import type { PublishedFile } from "../publish/package-files.ts";
import { parseSiteFiles, SITE_FILES, type SiteFiles } from "../publish/site/site-files.ts";
import type { PublisherWorld } from "./publisher-world.ts";

type SiteWorld = Pick<PublisherWorld, "fetch" | "siteBase" | "sha256">;
const AT_ONCE = 6;

/**
 * Fetches the files of this very site, each compared with what the site's list says of it, and what its host keeps to itself.
 * @param signal ends it
 * @throws Refusal `not_published` where a file does not come, or is of another version than the list; `cancelled`
 */
export async function fetchSite(world: SiteWorld, signal: AbortSignal): Promise<readonly PublishedFile[]> {
  const listed = parseSiteFiles(await (await fetchFile(world, SITE_FILES, 1, signal)).text());
  if (listed === undefined) throw refuse("not_published", "site_changed", { path: SITE_FILES });
  const left = listed.values();
  const found: PublishedFile[] = [];
  const work = async () => {
    for (const file of left) found.push({ path: file.path, content: await fetchListed(world, file, signal) });
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return [...found, { path: "_headers", content: new Blob([headersFile(securityHeaders())]) }];
}

async function fetchListed(world: SiteWorld, { path, bytes, sha256 }: SiteFiles[number], signal: AbortSignal) {
  const content = await fetchFile(world, path, bytes, signal);
  if ((await world.sha256(content)) !== sha256) throw refuse("not_published", "site_changed", { path });
  return content;
}

/**
 * The service worker answers with the version that the visitor has, but leaves requests for a range to the host: all files
 * are of the list's version then. An empty file has no range.
 */
async function fetchFile({ fetch, siteBase }: SiteWorld, path: string, bytes: number, signal: AbortSignal) {
  const headers = bytes === 0 ? {} : { Range: "bytes=0-" };
  const answer = await fetch(new URL(path, siteBase), { headers, signal, cache: "no-cache" }).catch(() => undefined);
  if (signal.aborted) throw refuse("cancelled", "load", {});
  if (answer?.ok !== true) throw refuse("not_published", "site_incomplete", { path });
  return answer.blob();
}
