import type { ModelSource } from "../contract/model-source.ts";
import type { BlobStore } from "./blob-store.ts";
import { digestKey } from "./digest.ts";
import type { Listing } from "./listing.ts";
import * as records from "./record.ts";
import { listingOf } from "./record-listing.ts";
import type { StoreWorld } from "./store-world.ts";

/** A commit never changes, and whoever names one wants no other. */
const COMMIT = /^[0-9a-f]{40}$/;

/** Paths of a model's files that are kept whole, for whichever model they were brought. */
export async function keptPaths(store: BlobStore, listing: Listing): Promise<ReadonlySet<string>> {
  const kept = new Set<string>();
  for (const { path, size, digest } of listing.files) {
    if (digest !== undefined && (await store.find(digestKey(digest), size)) !== undefined) kept.add(path);
  }
  return kept;
}

/** Those that were brought for this very model, at this commit: nothing is without the visitor's consent. */
export async function agreedPaths(store: BlobStore, listing: Listing, world: StoreWorld): Promise<ReadonlySet<string>> {
  const record = await records.readRecord(store, records.recordId(listing.source, world));
  if (record === undefined || record.commit !== listing.commit) return new Set();
  const here = await keptPaths(store, listing);
  return new Set(record.kept.filter((path) => here.has(path)));
}

/** What is known of a kept model, where the revision that is asked for is the one that is kept. */
export async function keptListing(
  store: BlobStore,
  source: ModelSource,
  world: StoreWorld,
): Promise<Listing | undefined> {
  // Files that were picked are read as they are, whatever was kept under their name before.
  if (source.kind === "files" && source.files.length > 0) return undefined;
  const record = await records.readRecord(store, records.recordId(source, world));
  if (record === undefined) return undefined;
  const asked = source.kind === "hub" ? source.revision : undefined;
  const kept = record.source.kind === "hub" ? record.source.revision : undefined;
  // What was made here cannot be fetched again, so a package with a hole is none.
  if (record.converted && !(await records.describeRecord(store, "", record)).complete) return undefined;
  const fits = asked === kept || asked === record.commit || (asked === undefined && COMMIT.test(kept ?? ""));
  return fits ? listingOf(record) : undefined;
}
