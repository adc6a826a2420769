import * as v from "valibot";
import { packagePath } from "../../contract/manifest.ts";
import { listFiles } from "../list-files.ts";
import type { PublishedFile } from "../package-files.ts";

/** Lists the files of a built site, so that a page of it can take them along to another address. */
export const SITE_FILES = "site-files.json";

/**
 * What belongs to the model that a site was built with, to the address that it was built for, or to its host, which keeps
 * it to itself; and the list itself.
 */
const ELSEWHERE = /^(?:models|screenshots|\.well-known)\/|^(?:picture\.png|site-files\.json)$/;
const OF_HOST = /^(?:_headers|404\.html|\.nojekyll)$/;

const siteFiles = v.array(
  v.object({ path: packagePath, bytes: v.number(), sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) }),
);
export type SiteFiles = v.InferOutput<typeof siteFiles>;

/** Whether a file of a built site is one of any site that is made of it. */
export function isOfSite(path: string): boolean {
  return !ELSEWHERE.test(path);
}

/** The list of a site's files, without those that a browser may not get from its host. */
export async function listSite(
  files: readonly PublishedFile[],
  sha256: (content: Blob) => Promise<string>,
): Promise<string> {
  const listed = files.filter(({ path }) => isOfSite(path) && !OF_HOST.test(path));
  const sorted = listed.toSorted((one, other) => (one.path < other.path ? -1 : 1));
  return `${JSON.stringify(await listFiles(sorted, sha256))}\n`;
}

/** @returns `undefined` for what is no such list */
export function parseSiteFiles(text: string): SiteFiles | undefined {
  try {
    return v.parse(siteFiles, JSON.parse(text));
  } catch {
    return undefined;
  }
}
