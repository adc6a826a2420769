import type { SiteLook } from "../contract/publishing.ts";
import { refuse } from "../contract/outcome.ts";
import { HUB_URL } from "../contract/security-headers.ts";
import { parseSiteSettings, SITE_SETTINGS, type SiteSettings } from "../contract/site-settings.ts";
import type { PublishedFile, PublishedPackage } from "../publish/package-files.ts";
import { makeSite } from "../publish/site/make-site.ts";
import { fetchSite } from "./fetch-site.ts";
import type { PublisherWorld } from "./publisher-world.ts";
import { dressSite } from "./site-look.ts";

/**
 * This very site with the package as its own model, as the model's owner wants it to look. It goes on loading from the same Hub; what this
 * site's owner says of it otherwise (icon, colours, where sentences are reported) stays here.
 * @throws Refusal `not_published`, `cancelled`, `malformed_file` for a look that cannot be
 */
export async function makeOwnSite(
  world: PublisherWorld,
  made: PublishedPackage,
  signal: AbortSignal,
  look?: SiteLook,
): Promise<readonly PublishedFile[]> {
  const { settings, added } = dressSite(look);
  const [built, hub] = await Promise.all([fetchSite(world, signal), hubSettings(world)]);
  return makeSite([...built, ...added], world.siteBase, made, world.sha256, { ...settings, ...hub });
}

/** Which Hub this site has, with the hosts that its owner named. */
async function hubSettings({ hubUrl, siteBase, fetch }: PublisherWorld): Promise<SiteSettings> {
  if (hubUrl === HUB_URL) return {};
  const answer = await fetch(new URL(SITE_SETTINGS, siteBase)).catch(() => undefined);
  // Without its hosts the new site would load nothing large; only a site that has no such file names none.
  if (answer?.ok !== true && answer?.status !== 404)
    throw refuse("not_published", "site_incomplete", { path: SITE_SETTINGS });
  const { hub_hosts } = answer.ok ? parseSiteSettings(await answer.text()) : {};
  return { hub_url: hubUrl, ...(hub_hosts !== undefined && { hub_hosts }) };
}
