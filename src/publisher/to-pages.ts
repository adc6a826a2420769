import type { Published } from "../contract/publishing.ts";
import { publishToPages } from "../publish/github/publish-to-pages.ts";
import type { Account } from "../publish/publish-world.ts";
import { makeOwnSite } from "./own-site.ts";
import type { Work } from "./to-hub.ts";

/** Publishes the whole site on GitHub Pages. @throws Refusal `not_published`, `cancelled` */
export async function toPages(work: Work, repo: string, account: Account): Promise<Published> {
  const { opened, edit, world, signal, onProgress } = work;
  const { made } = await opened.finish(edit);
  const site = await makeOwnSite(world, made, signal, edit.look);
  return publishToPages(repo, site, "Publish the site", { account, world, onProgress, signal });
}
