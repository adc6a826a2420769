import type { FoundLicense } from "../contract/publishing.ts";
import { readLicense } from "../publish/hub/hub-repo.ts";
import { makeSturdyFetch } from "../publish/sturdy-fetch.ts";
import type { PublisherWorld } from "./publisher-world.ts";

/** What the cards of models name as their licence, asked for without a token. @throws Refusal `not_published` */
export async function findLicenses(
  world: Pick<PublisherWorld, "fetch" | "wait" | "hubUrl">,
  repos: readonly string[],
): Promise<readonly FoundLicense[]> {
  const fetcher = makeSturdyFetch(world, () => true);
  const nobody = { host: world.hubUrl, token: "" };
  return Promise.all(
    repos.map(async (repo) => {
      const license = await readLicense(fetcher, nobody, repo);
      return { repo, ...(license !== undefined && { license }) };
    }),
  );
}
