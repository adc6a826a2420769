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
  const list = await fetchFile(world, SITE_FILES, false, signal);
  const listed = parseSiteFiles((await list?.text()) ?? "");
  if (listed === undefined) throw refuse("not_published", "site_incomplete", { path: SITE_FILES });
  const left = listed.values();
  const found: PublishedFile[] = [];
  const work = async () => {
    for (const file of left) found.push({ path: file.path, content: await fetchListed(world, file, signal) });
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return [...found, { path: "_headers", content: new Blob([headersFile(securityHeaders())]) }];
}

async function fetchListed(world: SiteWorld, file: SiteFiles[number], signal: AbortSignal): Promise<Blob> {
  const { path, bytes, sha256, unpacked } = file;
  let found: Blob | undefined;
  for (const isRange of bytes === 0 ? [false] : [true, false]) {
    found = await fetchFile(world, path, isRange, signal);
    const digest = found && (await world.sha256(found));
    if (found !== undefined && digest === sha256) return found;
    if (found !== undefined && digest === unpacked) return pack(found);
  }
  throw refuse("not_published", found === undefined ? "site_incomplete" : "site_changed", { path });
}

function pack(content: Blob): Promise<Blob> {
  return new Response(content.stream().pipeThrough(new CompressionStream("gzip"))).blob();
}

/**
 * The service worker answers with the version that the visitor has, but leaves requests for a range to the host: all files
 * are of the list's version then. An empty file has no range, and a host that packs its files may have none either.
 * @returns `undefined` where it does not come
 */
async function fetchFile({ fetch, siteBase }: SiteWorld, path: string, isRange: boolean, signal: AbortSignal) {
  const headers = isRange ? { Range: "bytes=0-" } : {};
  try {
    const answer = await fetch(new URL(path, siteBase), { headers, signal, cache: "no-cache" });
    return answer.ok ? await answer.blob() : undefined;
  } catch {
    if (signal.aborted) throw refuse("cancelled", "load", {});
    return undefined;
  }
}
