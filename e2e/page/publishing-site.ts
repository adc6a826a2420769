import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clientDocument } from "../../scripts/build/vite-oauth-client.ts";
import { brandFolder } from "../../src/cli/publish/brand-folder.ts";
import { startStaticServer, type StaticSite } from "../../src/testing/static-server.ts";
import type { WritableHub } from "../../src/testing/hub/writable-hub.ts";

/** Where the real Hub has large files sent. */
const STORAGE = "https://s3.us-east-1.amazonaws.com";

/** The built site for another Hub: its policies and the page that publishes name that one, and its own address is known to it. */
export async function startPublishingSite(hub: WritableHub): Promise<StaticSite> {
  const root = await mkdtemp(join(tmpdir(), "hostless-publishing-"));
  await cp("dist", root, { recursive: true });
  for (const name of ["publish.html", "sw.js", "_headers"]) {
    const text = await readFile(join(root, name), "utf8");
    await writeFile(join(root, name), text.replaceAll(STORAGE, hub.cdnUrl));
  }
  await brandFolder(root, { hub_url: hub.url });
  const site = await startStaticServer({ root });
  await mkdir(join(root, ".well-known"));
  await writeFile(join(root, ".well-known/oauth-cimd"), JSON.stringify(clientDocument(site.url)));
  return {
    ...site,
    close() {
      site.close();
      void rm(root, { recursive: true, force: true });
    },
  };
}
