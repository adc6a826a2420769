import * as v from "valibot";
import { packagePath } from "../../contract/manifest.ts";
import { listFiles } from "../list-files.ts";
import type { PublishedFile, Sha256 } from "../package-files.ts";

/** Lists the files of a built site, so that a page of it can take them along to another address. */
export const SITE_FILES = "site-files.json";

/**
 * What belongs to the model that a site was built with, to the address that it was built for, or to its host, which keeps
 * it to itself; and the list itself.
 */
const ELSEWHERE = /^(?:models|screenshots|\.well-known)\/|^(?:picture\.png|site-files\.json|site\.json|site\.css)$/;
/** What is kept beside a site without being part of it, such as `.git`, whose settings may hold a token. */
const HIDDEN = /(?:^|\/)\.(?!nojekyll$|well-known\/)/;
const OF_HOST = /^(?:_headers|404\.html|\.nojekyll)$/;

const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const siteFiles = v.array(
  v.object({
    path: packagePath,
    bytes: v.number(),
    sha256: digest,
    /** Of what a gzipped file holds: some hosts have browsers unpack it on the way. */
    unpacked: v.exactOptional(digest),
  }),
);
export type SiteFiles = v.InferOutput<typeof siteFiles>;

/** Whether a file of a built site is one of any site that is made of it. */
export function isOfSite(path: string): boolean {
  return !ELSEWHERE.test(path) && !isHidden(path);
}

/** Whether a path leads through a name that begins with a dot, but those that hosts ask for. */
export function isHidden(path: string): boolean {
  return HIDDEN.test(path);
}

/** The list of a site's files, without those that a browser may not get from its host. */
export async function listSite(files: readonly PublishedFile[], sha256: Sha256): Promise<string> {
  const listed = files.filter(({ path }) => isOfSite(path) && !OF_HOST.test(path));
  const sorted = listed.toSorted((one, other) => (one.path < other.path ? -1 : 1));
  const list: SiteFiles = await Promise.all(
    (await listFiles(sorted, sha256)).map(async (file, at) => {
      const content = sorted[at]?.content;
      if (content === undefined || !file.path.endsWith(".gz")) return file;
      return { ...file, unpacked: await sha256(await unpack(content)) };
    }),
  );
  return `${JSON.stringify(list)}\n`;
}

function unpack(content: Blob): Promise<Blob> {
  return new Response(content.stream().pipeThrough(new DecompressionStream("gzip"))).blob();
}

/** @returns `undefined` for what is no such list */
export function parseSiteFiles(text: string): SiteFiles | undefined {
  try {
    return v.parse(siteFiles, JSON.parse(text));
  } catch {
    return undefined;
  }
}
