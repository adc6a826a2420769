import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { startStaticServer, type StaticSite } from "./static-server.ts";

type Files = Readonly<Record<string, Uint8Array | string>>;

/** Serves a static Space as the Hub does: its files, and the headers that its card names. */
export async function serveSpace(files: Files): Promise<StaticSite> {
  const root = await mkdtemp(join(tmpdir(), "hostless-space-"));
  await writeFiles(root, { ...files, _headers: ["/*", ...namedHeaders(files), ""].join("\n") });
  const site = await startStaticServer({ root });
  return {
    ...site,
    close() {
      site.close();
      void rm(root, { recursive: true, force: true });
    },
  };
}

function namedHeaders(files: Files): string[] {
  const card = Buffer.from(files["README.md"] ?? "").toString();
  return [...card.matchAll(/^ {2}(cross-origin-[\w-]+): (.+)$/gm)].map(([, name, value]) => `  ${name}: ${value}`);
}

/** Writes files by their paths into a folder. */
export async function writeFiles(folder: string, files: Files): Promise<void> {
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
}
