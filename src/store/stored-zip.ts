import type { ByteSource, NamedBytes } from "../contract/bytes.ts";
import { refuseFile } from "../contract/refuse-file.ts";
import { packedBytes, readZipDirectory } from "./zip-directory.ts";

/**
 * Entries of a zip whose entries are stored, not compressed, as {@link exportModel} writes it (under 4 GiB).
 * Nothing is read but the directory and where the entries begin.
 * @throws Refusal of {@link readZipDirectory}
 */
export async function readStoredZip(zip: NamedBytes): Promise<ReadonlyMap<string, ByteSource>> {
  const entries = new Map<string, ByteSource>();
  for (const item of await readZipDirectory(zip)) {
    if (item.method !== 0 || item.packedSize !== item.size)
      throw refuseFile(zip.path, "zip_compressed", { name: item.name });
    entries.set(item.name, await packedBytes(zip, item));
  }
  return entries;
}
