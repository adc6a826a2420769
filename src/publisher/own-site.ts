import { HUB_URL } from "../contract/security-headers.ts";
import type { SiteSettings } from "../contract/site-settings.ts";
import type { PublishedFile, PublishedPackage } from "../publish/package-files.ts";
import { makeSite } from "../publish/site/make-site.ts";
import { fetchSite } from "./fetch-site.ts";
import type { PublisherWorld } from "./publisher-world.ts";

/**
 * This very site with the package as its own model. It goes on loading from the same Hub; what this site's owner says of it
 * otherwise (icon, colours, where sentences are reported) stays here.
 * @throws Refusal `not_published`, `cancelled`
 */
export async function makeOwnSite(
  world: PublisherWorld,
  made: PublishedPackage,
  signal: AbortSignal,
): Promise<readonly PublishedFile[]> {
  const built = await fetchSite(world, signal);
  return makeSite(built, world.siteBase, made, world.sha256, settingsAt(world));
}

function settingsAt({ hubUrl }: Pick<PublisherWorld, "hubUrl">): SiteSettings {
  return hubUrl === HUB_URL ? {} : { hub_url: hubUrl };
}
