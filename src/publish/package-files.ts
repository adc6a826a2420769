import * as v from "valibot";
import type { ModelManifest } from "../contract/manifest.ts";
import { refuse } from "../contract/outcome.ts";
import { MANIFEST, parseManifest } from "../contract/parse-manifest.ts";
import { CARD } from "./card/card-document.ts";
import { completeCard, type CompletedCard } from "./card/complete-card.ts";
import type { CardFields } from "./card/card-fields.ts";

/** Hexadecimal digest of a content. */
export type Sha256 = (content: Blob) => Promise<string>;

/** A file to be published; its bytes are read when they are sent. */
export interface PublishedFile {
  readonly path: string;
  readonly content: Blob;
}

/** A line of what will be uploaded, shown before anything is. */
export interface UploadItem {
  readonly path: string;
  readonly bytes: number;
  /** Hexadecimal SHA-256. */
  readonly sha256: string;
}

/** Where a package's files are read from. */
export interface PackageSource {
  /** @returns `undefined` where there is none */
  read(path: string): Promise<Blob | undefined>;
  sha256(content: Blob): Promise<string>;
}

/** A package as it will be published: every file named by the manifest, which comes last. */
export interface PublishedPackage {
  readonly manifest: ModelManifest;
  readonly card: CompletedCard;
  readonly files: readonly PublishedFile[];
  readonly listing: readonly UploadItem[];
}

/**
 * Takes a package as it is listed in its manifest, every file verified, with its card completed. Other files that lie beside
 * are not published.
 * @param changed files that take the place of the package's own, such as `generation_config.json`; a card is completed, too
 * @throws Refusal `no_usable_files` without a manifest, `malformed_file`, `integrity` where a file is not what the manifest says
 */
export async function preparePackage(
  source: PackageSource,
  fields: CardFields = {},
  changed: Readonly<Record<string, string>> = {},
): Promise<PublishedPackage> {
  const found = await source.read(MANIFEST);
  if (found === undefined) throw refuse("no_usable_files", "not_package", { path: MANIFEST }, { subject: MANIFEST });
  const text = await found.text();
  const manifest = parseManifest(text);
  const whole = await readWhole(source, manifest);
  const card = completeCard(changed[CARD] ?? (await whole.get(CARD)?.text()) ?? "", manifest, fields);
  const fresh = new Map(
    Object.entries({ ...changed, [CARD]: card.text }).map(([path, one]) => [path, new Blob([one])]),
  );
  const files = [...new Map([...whole, ...fresh])].map(([path, content]) => ({ path, content }));
  const listing = await listItems(files, manifest, fresh, source);
  const rewritten = new Blob([rewriteManifest(text, listing)]);
  const item = { path: MANIFEST, bytes: rewritten.size, sha256: await source.sha256(rewritten) };
  return {
    manifest,
    card,
    files: [...files, { path: MANIFEST, content: rewritten }],
    listing: [...listing, item],
  };
}

async function readWhole(source: PackageSource, manifest: ModelManifest): Promise<Map<string, Blob>> {
  const whole = new Map<string, Blob>();
  const damaged: string[] = [];
  for (const { path, size, sha256 } of manifest.files) {
    const content = await source.read(path);
    if (content?.size === size && (await source.sha256(content)) === sha256) whole.set(path, content);
    else damaged.push(path);
  }
  if (damaged.length > 0) throw refuse("integrity", "damaged", { names: damaged });
  return whole;
}

/** Digests of the manifest's own files are known: they were compared a moment ago. */
async function listItems(
  files: readonly PublishedFile[],
  manifest: ModelManifest,
  fresh: ReadonlyMap<string, Blob>,
  source: PackageSource,
): Promise<UploadItem[]> {
  const known = new Map(manifest.files.map((file) => [file.path, file.sha256]));
  return Promise.all(
    files.map(async ({ path, content }) => {
      const digest = fresh.has(path) ? undefined : known.get(path);
      return { path, bytes: content.size, sha256: digest ?? (await source.sha256(content)) };
    }),
  );
}

const anyObject = v.looseObject({});

/** The manifest with sizes and digests of this listing; all else in it stays. */
function rewriteManifest(text: string, listing: readonly UploadItem[]): string {
  const files = listing.map(({ path, bytes, sha256 }) => ({ path, size: bytes, sha256 }));
  return `${JSON.stringify({ ...v.parse(anyObject, JSON.parse(text)), files }, undefined, 2)}\n`;
}
