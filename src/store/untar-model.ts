import type { ByteSource, NamedBytes } from "../contract/bytes.ts";
import { Refusal } from "../contract/outcome.ts";
import { refuseFile } from "../contract/refuse-file.ts";
import { findModelItems } from "./archived-model.ts";
import { createInflater, inflate, Pieces } from "./inflate.ts";
import { readTar } from "./read-tar.ts";
import { HARMLESS_BYTES, MOST_BYTES, MOST_RATIO } from "./unzip-model.ts";

/**
 * The files of the model in a tar archive, packed with gzip or not.
 * @throws Refusal as {@link readTar}, and `no_usable_files` where there is no model in it, or several are
 */
export async function untarModel(archive: NamedBytes): Promise<readonly NamedBytes[]> {
  const { path, bytes } = archive;
  const tar = (await isGzip(bytes)) ? { path, bytes: await gunzip(archive) } : archive;
  return findModelItems(path, await readTar(tar)).map(([place, item]) => ({ path: place, bytes: item.bytes }));
}

async function isGzip(bytes: ByteSource): Promise<boolean> {
  const [first, second] = new Uint8Array(await bytes.slice(0, Math.min(2, bytes.size)).arrayBuffer());
  return first === 0x1f && second === 0x8b;
}

async function gunzip({ path, bytes }: NamedBytes): Promise<ByteSource> {
  const inflater = createInflater("gzip");
  if (inflater === undefined) throw refuseFile(path, "zip_no_inflate", {});
  const pieces = new Pieces();
  const most = Math.min(MOST_BYTES, Math.max(HARMLESS_BYTES, MOST_RATIO * bytes.size));
  let unpacked = 0;
  try {
    for await (const chunk of inflate(bytes, inflater)) {
      unpacked += chunk.length;
      if (unpacked > most) throw refuseFile(path, "zip_unpacks", { bytes: unpacked, most });
      pieces.add(chunk);
    }
  } catch (error) {
    // What the decompressor throws says nothing that anyone could act on; what reading the file throws does.
    if (error instanceof DOMException || error instanceof Refusal) throw error;
    throw refuseFile(path, "tar_broken", { at: unpacked });
  }
  return pieces.join();
}
