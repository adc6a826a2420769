import { createHash } from "node:crypto";
import { openAsBlob } from "node:fs";
import { join } from "node:path";
import type { PackageSource, PublishedFile } from "../../publish/package-files.ts";
import { isHidden } from "../../publish/site/site-files.ts";
import { fileSizes } from "../folder-files.ts";

/** The files of a folder, read when they are sent. @throws Refusal `model_not_found` where there is no such folder */
export async function folderSource(folder: string): Promise<PackageSource> {
  const sizes = await fileSizes(folder);
  return {
    read: async (path) => (sizes.has(path) ? openAsBlob(join(folder, path)) : undefined),
    sha256: hexDigest,
  };
}

/** All files of a folder that are for others, by their paths in it: without `.git` and the like. @throws Refusal `model_not_found` */
export async function allFiles(folder: string): Promise<PublishedFile[]> {
  const paths = [...(await fileSizes(folder)).keys()].filter((path) => !isHidden(path)).sort();
  return Promise.all(paths.map(async (path) => ({ path, content: await openAsBlob(join(folder, path)) })));
}

/** Hexadecimal SHA-256 of a file. */
export async function hexDigest(content: Blob): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of content.stream()) hash.update(piece);
  return hash.digest("hex");
}
