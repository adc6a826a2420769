import * as v from "valibot";
import { refuse } from "../../contract/outcome.ts";
import { gitOid } from "../hub/same-files.ts";
import { hostName } from "../host-failure.ts";
import type { PublishedFile } from "../package-files.ts";
import type { PublishCall, PublishProgress } from "../publish-world.ts";
import { makeSturdyFetch } from "../sturdy-fetch.ts";
import { makeCalls, type GitHubCalls } from "./github-calls.ts";
import { readTree, readWholeTree } from "./read-tree.ts";

const BRANCH = "gh-pages";
/** Of one file; our parts have 16 MiB. */
const LONGEST_BYTES = 25 * 1024 * 1024;

const withSha = v.object({ sha: v.string() });
const reference = v.object({ object: withSha });
const commit = v.object({ tree: withSha });
const pages = v.object({ html_url: v.string() });
const anything = v.unknown();

interface SitePublished {
  readonly url: string;
  readonly isNew: boolean;
}

/**
 * Publishes a site on GitHub Pages: blobs, a tree, one commit, and the branch last, so that the site is the old one until it
 * is whole. Blobs that the branch has already are not sent again.
 * @param repo `owner/name`; created as a public one where it is not there and the token may
 * @throws Refusal `not_published`, `cancelled`
 */
export async function publishToPages(
  repo: string,
  files: readonly PublishedFile[],
  message: string,
  { account, world, onProgress = () => {}, signal }: PublishCall,
): Promise<SitePublished> {
  const large = files.find(({ content }) => content.size > LONGEST_BYTES);
  if (large !== undefined) {
    const { path, content } = large;
    throw refuse("not_published", "too_large", { host: hostName(account), path, bytes: content.size });
  }
  // Blobs and trees are named by what they hold, and a branch is moved from one commit only.
  const calls = makeCalls(
    makeSturdyFetch(world, () => true),
    account,
    repo,
  );
  await openRepository(calls, repo);
  const head = await findHead(calls, repo);
  // Of a branch with more files than GitHub tells, some are sent again.
  const there = head === undefined ? [] : (await readTree(calls, repo, head.tree)).files;
  const entries = await sendBlobs(calls, repo, files, new Set(there.map(({ sha }) => sha)), (progress) => {
    if (signal?.aborted) throw refuse("cancelled", "load", {});
    onProgress(progress);
  });
  const made = await calls.send("POST", `/repos/${repo}/git/trees`, { tree: entries }, withSha);
  onProgress({ step: "committing", fraction: 0.98 });
  if (signal?.aborted) throw refuse("cancelled", "load", {});
  const isNew = made.sha !== head?.tree;
  if (isNew) await moveBranch(calls, repo, made.sha, message, head?.commit);
  // Somebody else may have made the branch in between.
  if ((await findHead(calls, repo))?.tree !== made.sha) throw refuse("not_published", "changed_meanwhile", { repo });
  return { url: await enablePages(calls, repo), isNew };
}

/**
 * Files of the branch that a site of these files does not have: its commit removes them. None where there is no branch yet; of a branch
 * with more files than can be asked for, those that can (`isCut`).
 * @throws Refusal `not_published`
 */
export async function listReplaced(
  repo: string,
  paths: readonly string[],
  { account, world }: PublishCall,
): Promise<Replaced> {
  const calls = makeCalls(
    makeSturdyFetch(world, () => true),
    account,
    repo,
  );
  // An empty repository answers with a refusal to what is asked of its branches.
  const branches = await calls.get(`/repos/${repo}/branches?per_page=1`, v.array(anything));
  const head = branches === undefined || branches.length === 0 ? undefined : await findHead(calls, repo);
  if (head === undefined) return { paths: [], isCut: false };
  const { files, isCut } = await readWholeTree(calls, repo, head.tree);
  const kept = new Set(paths);
  const gone = files.map(({ path }) => path).filter((path) => !kept.has(path));
  return { paths: gone.sort(), isCut };
}

interface Replaced {
  readonly paths: readonly string[];
  readonly isCut: boolean;
}

/** What the branch is at. */
interface Head {
  readonly commit: string;
  readonly tree: string;
}

async function findHead(calls: GitHubCalls, repo: string): Promise<Head | undefined> {
  const found = await calls.get(`/repos/${repo}/git/ref/heads/${BRANCH}`, reference);
  if (found === undefined) return undefined;
  const at = await calls.get(`/repos/${repo}/git/commits/${found.object.sha}`, commit);
  return at && { commit: found.object.sha, tree: at.tree.sha };
}

/** A repository that has at least one commit: to an empty one GitHub takes no blobs. */
async function openRepository(calls: GitHubCalls, repo: string): Promise<void> {
  const [owner = "", name = ""] = repo.split("/");
  if ((await calls.get(`/repos/${repo}`, anything)) === undefined) {
    const own = await calls.get("/user", v.object({ login: v.string() }));
    const place = own?.login.toLowerCase() === owner.toLowerCase() ? "/user/repos" : `/orgs/${owner}/repos`;
    // One that a lost answer made is there already.
    await calls.send("POST", place, { name, private: false, auto_init: true }, anything, [422]);
  }
  const branches = await calls.get(`/repos/${repo}/branches?per_page=1`, v.array(anything));
  if (branches?.length === 0) {
    const body = { message: "Begin", content: toBase64(new TextEncoder().encode(`# ${name}\n`)) };
    await calls.send("PUT", `/repos/${repo}/contents/README.md`, body, anything);
  }
}

async function sendBlobs(
  calls: GitHubCalls,
  repo: string,
  files: readonly PublishedFile[],
  there: ReadonlySet<string>,
  onProgress: (progress: PublishProgress) => void,
) {
  const total = Math.max(
    1,
    files.reduce((sum, { content }) => sum + content.size, 0),
  );
  let done = 0;
  const entries: { path: string; mode: "100644"; type: "blob"; sha: string }[] = [];
  for (const { path, content } of files) {
    const sha = await gitOid(content);
    if (!there.has(sha)) {
      const body = { content: toBase64(new Uint8Array(await content.arrayBuffer())), encoding: "base64" };
      const made = await calls.send("POST", `/repos/${repo}/git/blobs`, body, withSha);
      if (made.sha !== sha) throw refuse("not_published", "wrong_answer", { host: "GitHub", field: path });
    }
    entries.push({ path, mode: "100644", type: "blob", sha });
    done += content.size;
    onProgress({ step: "uploading", fraction: (0.97 * done) / total, path });
  }
  return entries;
}

/** Moves the branch as the last step, and only on from the commit that it was on. */
async function moveBranch(
  calls: GitHubCalls,
  repo: string,
  treeSha: string,
  message: string,
  parent: string | undefined,
): Promise<void> {
  const parents = parent === undefined ? [] : [parent];
  const made = await calls.send("POST", `/repos/${repo}/git/commits`, { message, tree: treeSha, parents }, withSha);
  if (parent === undefined) {
    const ref = { ref: `refs/heads/${BRANCH}`, sha: made.sha };
    await calls.send("POST", `/repos/${repo}/git/refs`, ref, anything, [422]);
  } else {
    await calls.send("PATCH", `/repos/${repo}/git/refs/heads/${BRANCH}`, { sha: made.sha, force: false }, anything);
  }
}

async function enablePages(calls: GitHubCalls, repo: string): Promise<string> {
  const there = await calls.get(`/repos/${repo}/pages`, pages);
  if (there !== undefined) return there.html_url;
  const source = { branch: BRANCH, path: "/" };
  await calls.send("POST", `/repos/${repo}/pages`, { source }, anything, [409]);
  const made = await calls.get(`/repos/${repo}/pages`, pages);
  return made?.html_url ?? `https://github.com/${repo}`;
}

/** In pieces, since a call takes only so many arguments. */
function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
