import { createHash } from "node:crypto";
import { openAsBlob, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { listSite, SITE_FILES } from "../../src/publish/site/site-files.ts";

/** Writes the list of a built site's files into it; to be called when all else is there. */
export async function writeSiteFiles(folder: string): Promise<void> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );
  const files = await Promise.all(paths.map(async (path) => ({ path, content: await openAsBlob(join(folder, path)) })));
  writeFileSync(join(folder, SITE_FILES), await listSite(files, hexDigest));
}

async function hexDigest(content: Blob): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of content.stream()) hash.update(piece);
  return hash.digest("hex");
}
