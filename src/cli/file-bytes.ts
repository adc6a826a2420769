import { open, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { ARCHIVE } from "../contract/archive.ts";
import type { ByteSource, NamedBytes } from "../contract/bytes.ts";
import { unpackArchive } from "../store/unpack-archive.ts";
import { fileSizes } from "./folder-files.ts";

/**
 * All files of a folder, or the one file that it is, read piece by piece; of a zip or tar those of the model in it.
 * @throws Refusal `model_not_found`, and of {@link unpackArchive}
 */
export async function filesOf(folder: string): Promise<readonly NamedBytes[]> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isFile()) {
    const file = { path: basename(folder), bytes: fileBytes(folder, 0, found.size) };
    return ARCHIVE.test(folder) ? unpackArchive(file) : [file];
  }
  const sizes = await fileSizes(folder);
  return [...sizes].map(([path, size]) => ({ path, bytes: fileBytes(join(folder, path), 0, size) }));
}

/** The files of {@link filesOf} by their paths: those of its folders have a slash, and no reader's name. */
export async function topFiles(folder: string): Promise<ReadonlyMap<string, NamedBytes>> {
  return new Map((await filesOf(folder)).map((file) => [file.path, file]));
}

/** The bytes of a file from `start` to `end`. */
function fileBytes(place: string, start: number, end: number): ByteSource {
  return {
    size: end - start,
    slice: (from, to) => fileBytes(place, Math.min(start + from, end), Math.min(start + to, end)),
    async arrayBuffer() {
      const buffer = new ArrayBuffer(end - start);
      const handle = await open(place);
      try {
        await readFully(handle, new Uint8Array(buffer), start);
      } finally {
        await handle.close();
      }
      return buffer;
    },
  };
}

/** One `read` gives at most 2 GiB, and may give less than was asked for. */
async function readFully(handle: Awaited<ReturnType<typeof open>>, bytes: Uint8Array, start: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesRead } = await handle.read(bytes, done, Math.min(bytes.length - done, 1 << 30), start + done);
    if (bytesRead === 0) throw new Error("The file became shorter while it was read.");
    done += bytesRead;
  }
}
