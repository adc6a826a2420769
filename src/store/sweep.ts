import { NOTES } from "../contract/on-device.ts";
import type { BlobStore } from "./blob-store.ts";
import { digestKey } from "./digest.ts";
import { readRecords, keptFiles } from "./record.ts";

/**
 * Removes blobs that no record needs: what is left of replaced commits, deleted models and failed writes.
 * @param countUses names of blobs that are brought, made or read at present. A file is in use before it is there, and until its
 * record is, so they are asked for between the two: that is right also where there are no locks.
 */
export async function sweep(store: BlobStore, countUses: () => Promise<ReadonlyMap<string, number>>): Promise<void> {
  const keys = await store.keys();
  const notes = await store.noteNames();
  const inUse = await countUses();
  const records = await readRecords(store);
  const named = records.flatMap(([, record]) => keptFiles(record).map(({ digest }) => digestKey(digest)));
  const needed = new Set([...named, ...inUse.keys()]);
  for (const key of keys) {
    // One that a tab which just crashed still holds open is tried again at the next start.
    if (!needed.has(key)) await store.remove(key).catch(() => undefined);
  }
  for (const note of notes) {
    const isEtag = note.startsWith(NOTES.etag) && !needed.has(note.slice(NOTES.etag.length));
    if (isEtag || note.startsWith(NOTES.trial) || (await isCut(store, note)))
      await store.removeNote(note).catch(() => undefined);
  }
}

/** True for a record whose writing the end of a tab cut off. */
async function isCut(store: BlobStore, note: string): Promise<boolean> {
  const text = note.startsWith(NOTES.model) ? await store.readNote(note) : undefined;
  if (text === undefined) return false;
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}
