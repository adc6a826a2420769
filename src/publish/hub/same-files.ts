import { toHex } from "../../contract/hex.ts";
import type { PublishedFile, UploadItem } from "../package-files.ts";
import type { FileId } from "./hub-repo.ts";

/** Digests of the platform: `crypto.subtle` in browsers and Node. */
async function hexOf(algorithm: "SHA-1", bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest(algorithm, bytes)));
}

/** Git's own name of a file's bytes. */
export async function gitOid(content: Blob): Promise<string> {
  const whole = await new Blob([`blob ${content.size}\0`, content]).arrayBuffer();
  return hexOf("SHA-1", new Uint8Array(whole));
}

/** Whether every file that is to be published is in a repository already, byte for byte. */
export async function holdsAll(
  there: ReadonlyMap<string, FileId>,
  files: readonly PublishedFile[],
  listing: readonly UploadItem[],
): Promise<boolean> {
  const digests = new Map(listing.map(({ path, sha256 }) => [path, sha256]));
  for (const { path, content } of files) {
    const id = there.get(path);
    if (id === undefined) return false;
    const same = id.sha256 === undefined ? id.oid === (await gitOid(content)) : id.sha256 === digests.get(path);
    if (!same) return false;
  }
  return true;
}
