import { createWriteStream } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { makeZip } from "client-zip";
import { reasonOf } from "../../contract/outcome.ts";
import { refuseAbout } from "../../contract/refuse-file.ts";
import type { PublishedFile } from "../../publish/package-files.ts";
import { fileSizes } from "../folder-files.ts";

/**
 * Writes a site into a folder that is empty or not there yet.
 * @throws Refusal `bad_request`, `storage`
 */
export async function writeFolder(folder: string, files: readonly PublishedFile[]): Promise<void> {
  const present = await fileSizes(folder).catch(() => new Map());
  if (present.size > 0) throw refuseAbout("bad_request", folder, "out_not_empty", {});
  const fresh = `${folder.replace(/\/+$/, "")}.part`;
  await orRefuse(folder, async () => {
    await rm(fresh, { recursive: true, force: true });
    for (const { path, content } of files) {
      await mkdir(dirname(join(fresh, path)), { recursive: true });
      await writeFile(join(fresh, path), content.stream());
    }
    await rm(folder, { recursive: true, force: true });
    await rename(fresh, folder);
  });
}

/** Writes a site as a zip, its entries stored; the file is there once it is whole. @throws Refusal `storage` */
export async function writeZip(file: string, files: readonly PublishedFile[]): Promise<void> {
  const entries = files.map(({ path, content }) => ({ name: path, input: new Response(content), size: content.size }));
  await orRefuse(file, async () => {
    await mkdir(dirname(file), { recursive: true });
    await pipeline(Readable.from(piecesOf(makeZip(entries))), createWriteStream(`${file}.part`));
    await rename(`${file}.part`, file);
  });
}

async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}

async function orRefuse(place: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw refuseAbout("storage", place, "unwritable", { reason: reasonOf(error) });
  }
}
