import * as v from "valibot";
import type { Account } from "../publish-world.ts";
import { apiOf, getJson, type HubRepo, pageOf, readRepo } from "./hub-repo.ts";
import type { PublishedFile, UploadItem } from "../package-files.ts";
import { holdsAll } from "./same-files.ts";

const discussions = v.object({
  discussions: v.array(
    v.object({ num: v.number(), title: v.string(), status: v.string(), isPullRequest: v.optional(v.boolean(), false) }),
  ),
});

/**
 * Address of an open pull request that brings these very files, such as one whose answer was lost.
 * @throws Refusal `not_published`
 */
export async function findPullRequest(
  fetcher: typeof fetch,
  account: Account,
  repo: HubRepo,
  title: string,
  files: readonly PublishedFile[],
  listing: readonly UploadItem[],
): Promise<string | undefined> {
  const answer = await getJson(fetcher, account, `${apiOf(repo)}/discussions?type=pull_request&status=open`, repo);
  const found = v.safeParse(discussions, answer);
  for (const { num, title: own } of found.success ? found.output.discussions.filter((one) => one.isPullRequest) : []) {
    if (own !== title) continue;
    const state = await readRepo(fetcher, account, repo, `refs/pr/${num}`);
    if (state !== undefined && (await holdsAll(state.files, files, listing)))
      return `${pageOf(account, repo)}/discussions/${num}`;
  }
  return undefined;
}
