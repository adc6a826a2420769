import type { Published } from "../contract/publishing.ts";
import { publishToPages } from "../publish/github/publish-to-pages.ts";
import type { Account } from "../publish/publish-world.ts";
import { makeSite } from "../publish/site/make-site.ts";
import { fetchSite } from "./fetch-site.ts";
import type { Work } from "./to-hub.ts";

/** Publishes the whole site on GitHub Pages. @throws Refusal `not_published`, `cancelled` */
export async function toPages(work: Work, repo: string, account: Account): Promise<Published> {
  const { opened, edit, world, signal, onProgress } = work;
  const { made } = await opened.finish(edit);
  const site = await makeSite(await fetchSite(world, signal), world.siteBase, made, world.sha256);
  return publishToPages(repo, site, "Publish the site", { account, world, onProgress, signal });
}
