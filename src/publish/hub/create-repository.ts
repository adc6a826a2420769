import { createRepo, HubApiError } from "@huggingface/hub";
import { hubFailure } from "./hub-error.ts";
import { type HubRepo, readRepo } from "./hub-repo.ts";
import type { Account } from "../publish-world.ts";

/**
 * Creates a repository that is not there yet.
 * @returns whether it was created
 * @throws Refusal `not_published`
 */
export async function createRepository(
  fetcher: typeof fetch,
  account: Account,
  repo: HubRepo,
  isPrivate: boolean,
): Promise<boolean> {
  try {
    await createRepo({
      repo,
      visibility: isPrivate ? "private" : "public",
      ...(repo.type === "space" && { sdk: "static" }),
      accessToken: account.token,
      hubUrl: account.host,
      fetch: fetcher,
    });
    return true;
  } catch (error) {
    if (error instanceof HubApiError) {
      if (error.statusCode === 409) return false;
      // Whoever may write to a repository of others, but not create one there.
      if (error.statusCode === 403 && (await readRepo(fetcher, account, repo)) !== undefined) return false;
    }
    throw hubFailure(error, { repo: repo.name }, account);
  }
}
