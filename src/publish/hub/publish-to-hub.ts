import { commitIter, HubApiError, type CommitOutput } from "@huggingface/hub";
import { Refusal, refuse } from "../../contract/outcome.ts";
import { hostName } from "../host-failure.ts";
import type { PublishedFile, UploadItem } from "../package-files.ts";
import type { Account, PublishCall, PublishProgress } from "../publish-world.ts";
import { makeSturdyFetch, retryAfter } from "../sturdy-fetch.ts";
import { createRepository } from "./create-repository.ts";
import { hubFailure } from "./hub-error.ts";
import { type HubRepo, pageOf, readRepo, type RepoState } from "./hub-repo.ts";
import { findPullRequest } from "./pull-requests.ts";
import { holdsAll } from "./same-files.ts";
import { makeUploadBar } from "./upload-bar.ts";

/** Uploads are begun anew this often: addresses that were signed for one expire, and one way may fail where the other works. */
const ATTEMPTS = 4;

export interface HubUpload {
  readonly repo: HubRepo;
  readonly files: readonly PublishedFile[];
  readonly listing: readonly UploadItem[];
  /** First line of the commit. */
  readonly message: string;
  readonly isPrivate?: boolean;
  /** Nothing may take the place of what a repository of this name holds already. */
  readonly mustBeNew?: boolean;
  /** Offer it to a repository of somebody else. */
  readonly isPullRequest?: boolean;
  /** Files of what was there before that this takes the place of. */
  readonly obsolete?: readonly string[];
}

interface HubPublished {
  /** Page of the repository, or of the pull request. */
  readonly url: string;
  /** Whether there was anything to do. */
  readonly isNew: boolean;
  /** Whether the repository is one that few may see. */
  readonly isPrivate: boolean;
}

/** What the Hub puts into a repository that it makes. */
const FIRST_FILE = ".gitattributes";

/**
 * Publishes files in one commit, which comes last: until then nobody sees any of them, and what broke off goes on where it
 * was. What is there already byte for byte is not committed again.
 * @throws Refusal `not_published`, `cancelled`
 */
export async function publishToHub(
  upload: HubUpload,
  { account, world, onProgress = () => {}, signal }: PublishCall,
): Promise<HubPublished> {
  // The library's errors have no headers.
  const asked: Asked = {};
  const sturdy = makeSturdyFetch(world, (url, method) => !isCommit(url, method));
  const fetcher: typeof fetch = async (input, init) => {
    const answer = await sturdy(input, init);
    const seconds = retryAfter(answer.headers.get("Retry-After"));
    if (answer.status === 429 && seconds !== undefined) asked.seconds = seconds;
    return answer;
  };
  const { repo, isPullRequest = false } = upload;
  if (!isPullRequest) await createRepository(fetcher, account, repo, upload.isPrivate ?? false);
  const before = await readRepo(fetcher, account, repo);
  const names = { host: hostName(account), repo: repo.name };
  if (before === undefined) throw refuse("not_published", "not_there", names);
  const { isPrivate } = before;
  if (upload.isPrivate && !isPrivate) throw refuse("not_published", "public_there", names);
  const there = await findPublished(fetcher, account, upload, before);
  if (there !== undefined) return { url: there, isNew: false, isPrivate };
  if (upload.mustBeNew && [...before.files.keys()].some((path) => path !== FIRST_FILE))
    throw refuse("not_published", "name_taken", names);
  return sendAll({ upload, account, fetcher, asked, before, onProgress, ...(signal && { signal }) });
}

/** Seconds that the Hub asked to wait, where it did. */
interface Asked {
  seconds?: number;
}

interface Sending {
  readonly asked: Asked;
  readonly upload: HubUpload;
  readonly account: Account;
  readonly fetcher: typeof fetch;
  readonly before: RepoState;
  readonly onProgress: (progress: PublishProgress) => void;
  readonly signal?: AbortSignal;
}

async function sendAll(sending: Sending): Promise<HubPublished> {
  const { upload, account, onProgress, signal } = sending;
  const { isPrivate } = sending.before;
  const bar = makeUploadBar(upload.listing, onProgress);
  const [{ path, bytes } = { path: "", bytes: 0 }] = [...upload.listing].sort((a, b) => b.bytes - a.bytes);
  for (let attempt = 1, useXet = true; ; attempt++) {
    let isCommitting = false;
    try {
      const events = commitIter(commitOf(sending, useXet));
      let step = await events.next();
      while (!step.done) {
        if (step.value.event === "phase") isCommitting = step.value.phase === "committing";
        bar(step.value);
        step = await events.next();
      }
      return { url: urlOf(step.value, account, upload.repo), isNew: true, isPrivate };
    } catch (error) {
      if (signal?.aborted) throw refuse("cancelled", "load", {});
      if (isCommitting && !isAnswered(error)) {
        const there = await lookAgain(sending);
        if (there !== undefined) return { url: there, isNew: true, isPrivate };
        // It names its parent, so one that arrives late makes this one fail. A pull request has no such guard.
        if (upload.isPullRequest || attempt === ATTEMPTS || error instanceof HubApiError)
          throw hubFailure(error, { repo: upload.repo.name }, account);
        continue;
      }
      if (!isOfStorage(error, account) || attempt === ATTEMPTS) {
        throw hubFailure(error, { repo: upload.repo.name, largest: { path, bytes }, ...sending.asked }, account);
      }
      // The Hub's own way first, then the plain one, which every browser and line can go.
      useXet = false;
    }
  }
}

function commitOf({ upload, account, fetcher, before, signal }: Sending, useXet: boolean) {
  const { repo, files, message, isPullRequest = false, obsolete = [] } = upload;
  return {
    repo,
    title: message,
    operations: [
      ...files.map(({ path, content }) => ({ operation: "addOrUpdate" as const, path, content })),
      ...obsolete.filter((path) => before.files.has(path)).map((path) => ({ operation: "delete" as const, path })),
    ],
    accessToken: account.token,
    hubUrl: account.host,
    isPullRequest,
    parentCommit: before.sha,
    fetch: fetcher,
    useXet,
    ...(signal && { abortSignal: signal }),
  };
}

/** A commit may have arrived although its answer did not, or said that another was there: it is looked for. */
async function lookAgain({ upload, account, fetcher }: Sending): Promise<string | undefined> {
  try {
    const after = await readRepo(fetcher, account, upload.repo);
    return after && (await findPublished(fetcher, account, upload, after));
  } catch {
    throw refuse("not_published", "unsure", { host: hostName(account), url: pageOf(account, upload.repo) });
  }
}

/** Where these files are published already, byte for byte. */
async function findPublished(
  fetcher: typeof fetch,
  account: Account,
  { repo, files, listing, message, isPullRequest = false, obsolete = [] }: HubUpload,
  { files: there }: RepoState,
): Promise<string | undefined> {
  const isThere = !obsolete.some((path) => there.has(path)) && (await holdsAll(there, files, listing));
  if (isThere) return pageOf(account, repo);
  return isPullRequest ? findPullRequest(fetcher, account, repo, message, files, listing) : undefined;
}

function urlOf(output: CommitOutput | undefined, account: Account, repo: HubRepo): string {
  return output?.pullRequestUrl ?? pageOf(account, repo);
}

function isCommit(url: string, method: string): boolean {
  return method === "POST" && /\/commit\/[^/]+(?:\?.*)?$/.test(url);
}

/** Whether the Hub has said no. A server's own trouble, or another commit, says nothing of what was done before. */
function isAnswered(error: unknown): boolean {
  return (
    error instanceof HubApiError && error.statusCode !== 412 && (error.statusCode < 500 || error.statusCode === 503)
  );
}

/** Whether it was not the Hub that refused, but where it has large files sent: then a fresh address may help. */
function isOfStorage(error: unknown, { host }: Account): boolean {
  if (error instanceof Refusal) return false;
  if (!(error instanceof HubApiError)) return true;
  return error.url !== "" && new URL(error.url).origin !== new URL(host).origin;
}
