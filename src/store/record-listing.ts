import * as v from "valibot";
import { packagePath } from "../contract/manifest.ts";
import { withoutFiles } from "../contract/model-source.ts";
import type { Listing } from "./listing.ts";
import type { ModelRecord } from "./record.ts";

/**
 * The record of a listing of which `kept` are kept; nothing for picked files, which stay where
 * they are, and for a package made here of which a part found no room.
 */
export function recordOf(listing: Listing, kept: readonly string[], lastUsed: number): ModelRecord | undefined {
  const { source, name, origin, commit, manifest, converted, imported } = listing;
  if (source.kind === "files" && !converted) return undefined;
  if (converted && listing.files.some(({ from }) => !("url" in from))) return undefined;
  const files = listing.files.flatMap(({ path, size, digest, from }) =>
    digest !== undefined && "url" in from && v.is(packagePath, path) ? [{ path, size, digest, url: from.url }] : [],
  );
  return {
    version: 1,
    source: withoutFiles(source),
    name,
    origin,
    ...(commit === undefined ? {} : { commit }),
    ...(manifest === undefined ? {} : { manifest }),
    ...(converted === undefined ? {} : { converted }),
    ...(imported === undefined ? {} : { imported }),
    files,
    kept: [...kept],
    lastUsed,
  };
}

export function listingOf({ version: _, files, kept: __, lastUsed: ___, ...rest }: ModelRecord): Listing {
  return { ...rest, files: files.map(({ url, ...file }) => ({ ...file, from: { url } })) };
}
