import { toOutcome } from "../contract/outcome.ts";
import type { Publisher } from "../contract/publishing.ts";
import { fitRepository } from "../publish/hub/fit-repository.ts";
import { makeSturdyFetch } from "../publish/sturdy-fetch.ts";
import { findLicenses } from "./find-licenses.ts";
import type { HubAccount } from "./hub-account.ts";
import type { EditedPackage } from "./open-package.ts";
import { makeOwnSite } from "./own-site.ts";
import type { PublisherWorld } from "./publisher-world.ts";

/** What is looked up before anything is published. @param opened the package that is open @throws nothing: failures are outcomes */
export function createLookUps(
  world: PublisherWorld,
  account: HubAccount,
  opened: () => EditedPackage,
): Pick<Publisher, "listSite" | "listRemoved" | "findLicenses"> {
  return {
    listSite: (edit) =>
      toOutcome(async () => {
        const { made } = await opened().finish(edit);
        const site = await makeOwnSite(world, made, new AbortController().signal);
        return site.map(({ path, content }) => ({ path, bytes: content.size }));
      }),
    listRemoved: (target) =>
      toOutcome(async () => {
        const hub = { host: world.hubUrl, token: account.token() };
        const fetcher = makeSturdyFetch(world, () => true);
        const repo = { type: "model", name: target.repo } as const;
        const { obsolete } = await fitRepository(fetcher, hub, repo, opened().source, target.way === "pull");
        return obsolete;
      }),
    findLicenses: (repos) => toOutcome(() => findLicenses(world, repos)),
  };
}
