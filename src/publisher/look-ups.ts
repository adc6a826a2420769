import { refuse, toOutcome } from "../contract/outcome.ts";
import type { Publisher, PublishEdit } from "../contract/publishing.ts";
import { hostName } from "../publish/host-failure.ts";
import { listReplaced } from "../publish/github/publish-to-pages.ts";
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
): Pick<Publisher, "listSite" | "listRemoved" | "listReplaced" | "findLicenses"> {
  const askSite = makeLatest();
  const askRemoved = makeLatest();
  const siteOf = async (edit: PublishEdit, signal: AbortSignal) => {
    const { made } = await opened().finish(edit);
    return makeOwnSite(world, made, signal, edit.look);
  };
  return {
    listSite: (edit) =>
      toOutcome(async () => {
        const site = await siteOf(edit, askSite());
        return site.map(({ path, content }) => ({ path, bytes: content.size }));
      }),
    listRemoved: (target) =>
      toOutcome(async () => {
        const signal = askRemoved();
        const hub = { host: world.hubUrl, token: account.token() };
        const sturdy = makeSturdyFetch(world, () => true);
        const fetcher: typeof fetch = (input, init) => sturdy(input, { ...init, signal });
        const repo = { type: "model", name: target.repo } as const;
        const { obsolete } = await fitRepository(fetcher, hub, repo, opened().source, target.way === "pull");
        return obsolete;
      }),
    listReplaced: (edit, repo, token) =>
      toOutcome(async () => {
        const paths = (await siteOf(edit, askRemoved())).map(({ path }) => path);
        const account = { host: world.gitHubUrl, token: token.trim() };
        const { paths: gone, isCut } = await listReplaced(repo, paths, { account, world });
        // This list is only shown: publishing goes on without it.
        if (isCut) throw refuse("not_published", "wrong_answer", { host: hostName(account), field: "tree" });
        return gone;
      }),
    findLicenses: (repos) => toOutcome(() => findLicenses(world, repos)),
  };
}

/** Signals for questions of which only the last one's answer is wanted: each ends the one before. */
function makeLatest(): () => AbortSignal {
  let asking = new AbortController();
  return () => {
    asking.abort();
    asking = new AbortController();
    return asking.signal;
  };
}
