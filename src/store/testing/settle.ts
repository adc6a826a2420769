import { placesIn } from "../choose-store.ts";
import { digestKey } from "../digest.ts";
import { keptFiles, type ModelRecord, readRecords } from "../record.ts";
import type { FakeOrigin } from "./fake-origin.ts";

/**
 * What is kept once all is quiet and another tab was opened.
 * @throws Error where something is left that no record needs
 */
export async function settle(origin: FakeOrigin): Promise<ReadonlyMap<string, ModelRecord>> {
  const { store, world } = origin.open();
  await store.stored();
  const [opfs, cache] = placesIn(world);
  const place = await opfs?.().catch(() => cache?.());
  if (place === undefined) throw new Error("This browser keeps nothing.");
  const records = new Map(await readRecords(place));
  const named = [...records.values()].flatMap(keptFiles).map(({ digest }) => digestKey(digest));
  const needed = new Set([
    ...named,
    ...named.map((key) => `etag-${key}`),
    ...[...records.keys()].map((id) => `model-${id}`),
  ]);
  const left = [...origin.files().keys()].filter((name) => !needed.has(name));
  if (left.length > 0) throw new Error(`Nobody needs ${left.join()}.`);
  return records;
}

/** Paths of a record's files that are kept whole. */
export function wholeOf(origin: FakeOrigin, record: ModelRecord | undefined): readonly string[] {
  const sizes = origin.files();
  const files = record === undefined ? [] : keptFiles(record);
  return files.flatMap(({ path, digest, size }) => (sizes.get(digestKey(digest)) === size ? [path] : [])).sort();
}
