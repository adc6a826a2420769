import type { PrecacheEntry } from "workbox-precaching";

/** The API browser's own files: half as large again as the whole rest, and of no use to the form. */
const DOCS_ONLY = /^assets\/swagger/;
/** Some hosts leave the ending away, and some put a slash in its place. */
const DOCS_PAGE = /\/docs(?:\.html|\/)?$/;

/** Splits what a build consists of into what every visitor keeps and what only readers of the API's page keep. */
export function splitManifest(entries: readonly (string | PrecacheEntry)[]) {
  const addressOf = (entry: string | PrecacheEntry) => (typeof entry === "string" ? entry : entry.url);
  return {
    always: entries.filter((entry) => !DOCS_ONLY.test(addressOf(entry))),
    docsOnly: entries.map(addressOf).filter((address) => DOCS_ONLY.test(address)),
  };
}

/** Whether an address is that of the API's page. */
export function isDocsPage(address: string): boolean {
  return DOCS_PAGE.test(new URL(address).pathname);
}

/** Keeps the files that are not in the cache yet; their names change with their content. */
export async function keepFiles(cache: Pick<Cache, "match" | "add">, addresses: readonly string[]): Promise<void> {
  for (const address of addresses) {
    if ((await cache.match(address)) === undefined) await cache.add(address);
  }
}

/** Drops all that is not one of these files: what an earlier build left. */
export async function dropOtherFiles(
  cache: Pick<Cache, "keys" | "delete">,
  addresses: readonly string[],
): Promise<void> {
  for (const request of await cache.keys()) {
    if (!addresses.includes(request.url)) await cache.delete(request);
  }
}
