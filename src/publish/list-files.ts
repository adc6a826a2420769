import type { PublishedFile, Sha256, UploadItem } from "./package-files.ts";

/** What will be uploaded, file by file. */
export async function listFiles(files: readonly PublishedFile[], sha256: Sha256): Promise<readonly UploadItem[]> {
  const list: UploadItem[] = [];
  for (const { path, content } of files) list.push({ path, bytes: content.size, sha256: await sha256(content) });
  return list;
}
