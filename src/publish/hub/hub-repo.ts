import * as v from "valibot";
import { hubTree, nextPage } from "../../contract/hub-tree.ts";
import { refuse } from "../../contract/outcome.ts";
import { answerFailure, brokenFailure, hostName } from "../host-failure.ts";
import type { Account } from "../publish-world.ts";
import { retryAfter } from "../sturdy-fetch.ts";

export interface HubRepo {
  readonly type: "model" | "space";
  /** `owner/name` */
  readonly name: string;
}

/** A repository as it is now. */
export interface RepoState {
  /** Commit of `main`. */
  readonly sha: string;
  readonly isPrivate: boolean;
  /** Files by path: their SHA-256 where they are kept as large ones, else git's own id. */
  readonly files: ReadonlyMap<string, FileId>;
}
export interface FileId {
  readonly sha256?: string;
  readonly oid: string;
}

const info = v.object({
  sha: v.string(),
  private: v.optional(v.boolean(), false),
  cardData: v.optional(v.looseObject({ license: v.optional(v.unknown()) })),
});

/** Addresses of a repository's API. */
export function apiOf({ type, name }: HubRepo): string {
  return `/api/${type}s/${name}`;
}

/** The page of a repository. */
export function pageOf({ host }: Account, { type, name }: HubRepo): string {
  return `${host}/${type === "space" ? "spaces/" : ""}${name}`;
}

/**
 * Reads a repository's commit and files.
 * @returns `undefined` where the token sees none
 * @throws Refusal `not_published`
 */
export async function readRepo(
  fetcher: typeof fetch,
  account: Account,
  repo: HubRepo,
  revision = "main",
): Promise<RepoState | undefined> {
  const at = revision === "main" ? "" : `/revision/${encodeURIComponent(revision)}`;
  const found = await getJson(fetcher, account, `${apiOf(repo)}${at}`, repo);
  if (found === undefined) return undefined;
  const { sha, private: isPrivate } = parse(info, found, "sha", account);
  return { sha, isPrivate, files: await readTree(fetcher, account, repo, sha) };
}

/** The licence that a model's card names; `undefined` where it names none or is not seen. */
export async function readLicense(fetcher: typeof fetch, account: Account, name: string): Promise<string | undefined> {
  const repo = { type: "model", name } as const;
  const found = await getJson(fetcher, account, apiOf(repo), repo);
  const license = found === undefined ? undefined : parse(info, found, "cardData", account).cardData?.license;
  return typeof license === "string" ? license : undefined;
}

async function readTree(
  fetcher: typeof fetch,
  account: Account,
  repo: HubRepo,
  sha: string,
): Promise<ReadonlyMap<string, FileId>> {
  const files = new Map<string, FileId>();
  for (let next: string | undefined = `${apiOf(repo)}/tree/${sha}?recursive=true`; next !== undefined; ) {
    const answer = await get(fetcher, account, next);
    if (!answer.ok) throw await refusalOf(answer, account, repo);
    for (const { type, path, oid, lfs } of parse(hubTree, await jsonOf(answer, account), "tree", account)) {
      if (type === "file") files.set(path, { oid, ...(lfs && { sha256: lfs.oid }) });
    }
    next = nextPage(answer.headers.get("Link"), account.host)?.slice(account.host.length);
  }
  return files;
}

/** A GET of the Hub's API. @returns `undefined` for what is not there */
export async function getJson(fetcher: typeof fetch, account: Account, path: string, repo: HubRepo): Promise<unknown> {
  const answer = await get(fetcher, account, path);
  // The Hub tells a missing repository and a private one of others apart for none who may not see it.
  if (answer.status === 404 || (answer.status === 401 && account.token === "")) return undefined;
  if (!answer.ok) throw await refusalOf(answer, account, repo);
  return jsonOf(answer, account);
}

async function get(fetcher: typeof fetch, account: Account, path: string): Promise<Response> {
  const headers = account.token === "" ? {} : { Authorization: `Bearer ${account.token}` };
  return fetcher(`${account.host}${path}`, { headers }).catch((error: unknown) => {
    throw brokenFailure(error, account);
  });
}

async function jsonOf(answer: Response, account: Account): Promise<unknown> {
  return answer.json().catch(() => {
    throw refuse("not_published", "wrong_answer", { host: hostName(account), field: "JSON" });
  });
}

/** What an answer that is none means. */
export async function refusalOf(answer: Response, account: Account, repo: HubRepo) {
  const { status } = answer;
  const retryAfterSeconds = retryAfter(answer.headers.get("Retry-After"));
  const reason = await answer.text().catch(() => "");
  return answerFailure({ status, reason, retryAfterSeconds }, { repo: repo.name }, account);
}

function parse<T>(schema: v.GenericSchema<unknown, T>, value: unknown, field: string, account: Account): T {
  const result = v.safeParse(schema, value);
  if (!result.success) throw refuse("not_published", "wrong_answer", { host: hostName(account), field });
  return result.output;
}
