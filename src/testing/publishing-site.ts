import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brandFolder } from "../cli/publish/brand-folder.ts";
import type { WritableHub } from "./hub/writable-hub.ts";
import { startStaticServer, type StaticSite } from "./static-server.ts";

/**
 * The built site for another Hub: its policies and the page that publishes name that one, and its own address is known to it.
 * @param clientDocument what the Hub reads at the address by which it knows a site, of the site's own
 */
export async function startPublishingSite(
  hub: WritableHub,
  clientDocument: (site: string) => object,
): Promise<StaticSite> {
  const root = await mkdtemp(join(tmpdir(), "hostless-publishing-"));
  await cp("dist", root, { recursive: true });
  await brandFolder(root, { hub_url: hub.url, hub_hosts: [hub.cdnUrl] });
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
