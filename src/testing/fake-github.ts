import { createServer, type IncomingMessage } from "node:http";
import * as v from "valibot";
import { gitOid, listen, sha256 } from "./fake-hub.ts";
import { answerBreak, type Breaks, makeBreaks, readBody } from "./hub/breaks.ts";

export interface FakeGitHub {
  readonly url: string;
  readonly breaks: Breaks;
  /** Requests so far: method and path. */
  readonly log: readonly string[];
  /** Files of a branch, and how many commits it has; `undefined` where it is not there. */
  branch(
    repo: string,
    name: string,
  ): { readonly files: ReadonlyMap<string, Buffer>; readonly commits: number } | undefined;
  isPublished(repo: string): boolean;
  close(): Promise<void>;
}

interface Repo {
  readonly refs: Map<string, string>;
  hasPages: boolean;
}

const sha = v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/));
const blobBody = v.strictObject({ content: v.string(), encoding: v.literal("base64") });
const treeBody = v.strictObject({
  tree: v.array(v.strictObject({ path: v.string(), mode: v.literal("100644"), type: v.literal("blob"), sha })),
});
const commitBody = v.strictObject({ message: v.string(), tree: sha, parents: v.array(sha) });
const refBody = v.strictObject({ ref: v.string(), sha });
const moveBody = v.strictObject({ sha, force: v.literal(false) });
const pagesBody = v.strictObject({ source: v.strictObject({ branch: v.string(), path: v.literal("/") }) });
const repoBody = v.strictObject({ name: v.string(), private: v.literal(false), auto_init: v.literal(true) });
const contentsBody = v.strictObject({ message: v.string(), content: v.string() });

type Answer = readonly [status: number, body: unknown];
const NOT_FOUND: Answer = [404, { message: "Not Found" }];
const INVALID: Answer = [422, { message: "Validation Failed" }];

/**
 * GitHub's REST calls for git data and Pages, as a fine-grained token sees them: objects are named by what they hold, trees
 * know only blobs that are there, branches move forward only.
 * @param empty repositories that are there, without a commit
 */
export async function startFakeGitHub(
  token: string,
  login: string,
  empty: readonly string[] = [],
): Promise<FakeGitHub> {
  const breaks = makeBreaks();
  const log: string[] = [];
  const world: World = { login, repos: new Map(), blobs: new Map(), trees: new Map(), commits: new Map() };
  for (const name of empty) world.repos.set(name, { refs: new Map(), hasPages: false });
  const server = createServer((request, response) => {
    log.push(`${request.method} ${request.url}`);
    const how = breaks.take(request);
    if (answerBreak(how, request, response)) return;
    void readBody(request, how === "middle").then((body) => {
      if (body === undefined) return;
      const isRight = request.headers.authorization === `Bearer ${token}`;
      const [status, answer] = isRight ? answerCall(world, request, body) : [401, { message: "Bad credentials" }];
      if (how === "after") return request.socket.destroy();
      response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(answer));
      return undefined;
    });
  });
  const { url, close } = await listen(server);
  return {
    url,
    breaks,
    log,
    branch: (repo, name) => readBranch(world, repo, name),
    isPublished: (repo) => world.repos.get(repo)?.hasPages ?? false,
    close,
  };
}

interface World {
  readonly login: string;
  readonly repos: Map<string, Repo>;
  readonly blobs: Map<string, Buffer>;
  readonly trees: Map<string, readonly { readonly path: string; readonly sha: string }[]>;
  readonly commits: Map<string, { readonly tree: string; readonly parents: readonly string[] }>;
}

function answerCall(world: World, { method, url = "" }: IncomingMessage, body: Buffer): Answer {
  const { pathname: path, searchParams } = new URL(url, "http://github");
  if (path === "/user") return [200, { login: world.login }];
  if (method === "POST" && (path === "/user/repos" || /^\/orgs\/[^/]+\/repos$/.test(path)))
    return create(world, path, body);
  const [, name = "", rest = ""] = /^\/repos\/([^/]+\/[^/]+)(?:\/(.+))?$/.exec(path) ?? [];
  const repo = world.repos.get(name);
  if (repo === undefined) return NOT_FOUND;
  if (method === "GET" && rest.startsWith("git/trees/") && !searchParams.has("recursive"))
    return readLevel(world, rest.slice("git/trees/".length));
  if (method === "GET") return read(world, name, repo, rest);
  if (rest === "pages") return enable(name, repo, body);
  if (rest === "contents/README.md") return putFile(world, repo, body);
  // GitHub takes no objects for a repository without a commit.
  if (repo.refs.size === 0) return [409, { message: "Git Repository is empty." }];
  return write(world, repo, `${method} ${rest}`, body);
}

function create(world: World, path: string, body: Buffer): Answer {
  const asked = parse(repoBody, body);
  if (asked === undefined) return INVALID;
  const owner = path === "/user/repos" ? world.login : (path.split("/")[2] ?? "");
  if (world.repos.has(`${owner}/${asked.name}`)) return [422, { message: "name already exists on this account" }];
  const repo = { refs: new Map<string, string>(), hasPages: false };
  world.repos.set(`${owner}/${asked.name}`, repo);
  repo.refs.set("main", commitFiles(world, [], []));
  return [201, { name: asked.name }];
}

function read(world: World, name: string, repo: Repo, rest: string): Answer {
  const [, kind, id = ""] = /^git\/(ref\/heads|commits|trees)\/(.+)$/.exec(rest) ?? [];
  if (rest === "") return [200, { full_name: name }];
  if (rest === "branches") return [200, [...repo.refs.keys()].map((branch) => ({ name: branch }))];
  if (rest === "pages") return repo.hasPages ? [200, { html_url: pagesOf(name) }] : NOT_FOUND;
  if (kind === "ref/heads") {
    const at = repo.refs.get(id);
    return at === undefined ? NOT_FOUND : [200, { object: { sha: at } }];
  }
  const commit = world.commits.get(id);
  if (kind === "commits" && commit) return [200, { tree: { sha: commit.tree } }];
  const tree = world.trees.get(id);
  return tree ? [200, { sha: id, tree: tree.map((entry) => ({ ...entry, type: "blob" })) }] : NOT_FOUND;
}

/** A tree without what is in its folders. */
function readLevel(world: World, id: string): Answer {
  const entries = world.trees.get(id);
  if (entries === undefined) return NOT_FOUND;
  const folders = new Map<string, { readonly path: string; readonly sha: string }[]>();
  for (const entry of entries) {
    const [folder = "", ...below] = entry.path.split("/");
    if (below.length > 0) folders.set(folder, [...(folders.get(folder) ?? []), { ...entry, path: below.join("/") }]);
  }
  const trees = [...folders].map(([path, below]) => ({ path, type: "tree", sha: keepTree(world, below) }));
  const blobs = entries.filter(({ path }) => !path.includes("/")).map((entry) => ({ ...entry, type: "blob" }));
  return [200, { sha: id, tree: [...blobs, ...trees] }];
}

function write(world: World, repo: Repo, call: string, body: Buffer): Answer {
  if (call === "POST git/blobs") {
    const asked = parse(blobBody, body);
    if (asked === undefined) return INVALID;
    const bytes = Buffer.from(asked.content, "base64");
    world.blobs.set(gitOid(bytes), bytes);
    return [201, { sha: gitOid(bytes) }];
  }
  if (call === "POST git/trees") {
    const asked = parse(treeBody, body);
    if (!asked?.tree.every((entry) => world.blobs.has(entry.sha))) return INVALID;
    return [201, { sha: keepTree(world, asked.tree) }];
  }
  if (call === "POST git/commits") {
    const asked = parse(commitBody, body);
    if (asked === undefined || !world.trees.has(asked.tree)) return INVALID;
    return [201, { sha: keepCommit(world, asked.tree, asked.parents) }];
  }
  return moveRef(world, repo, call, body);
}

function moveRef(world: World, repo: Repo, call: string, body: Buffer): Answer {
  const made = call === "POST git/refs" ? parse(refBody, body) : undefined;
  if (made !== undefined) {
    const branch = made.ref.replace("refs/heads/", "");
    if (repo.refs.has(branch)) return [422, { message: "Reference already exists" }];
    repo.refs.set(branch, made.sha);
    return [201, {}];
  }
  const [, branch = ""] = /^PATCH git\/refs\/heads\/(.+)$/.exec(call) ?? [];
  const moved = parse(moveBody, body);
  const before = repo.refs.get(branch);
  const isForward = moved && (moved.sha === before || world.commits.get(moved.sha)?.parents.includes(before ?? ""));
  if (!moved || !isForward) return [422, { message: "Update is not a fast forward" }];
  repo.refs.set(branch, moved.sha);
  return [200, {}];
}

function enable(name: string, repo: Repo, body: Buffer): Answer {
  const asked = parse(pagesBody, body);
  if (asked === undefined || !repo.refs.has(asked.source.branch)) return INVALID;
  if (repo.hasPages) return [409, { message: "GitHub Pages is already enabled." }];
  repo.hasPages = true;
  return [201, { html_url: pagesOf(name) }];
}

function putFile(world: World, repo: Repo, body: Buffer): Answer {
  if (parse(contentsBody, body) === undefined) return INVALID;
  repo.refs.set("main", commitFiles(world, [], []));
  return [201, {}];
}

function commitFiles(world: World, tree: readonly { path: string; sha: string }[], parents: readonly string[]): string {
  return keepCommit(world, keepTree(world, tree), parents);
}

function keepTree(world: World, tree: readonly { readonly path: string; readonly sha: string }[]): string {
  const sorted = tree.map(({ path, sha: of }) => ({ path, sha: of })).toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const id = sha256(Buffer.from(JSON.stringify(sorted))).slice(0, 40);
  world.trees.set(id, sorted);
  return id;
}

function keepCommit(world: World, tree: string, parents: readonly string[]): string {
  const id = sha256(Buffer.from(JSON.stringify([tree, parents, world.commits.size]))).slice(0, 40);
  world.commits.set(id, { tree, parents });
  return id;
}

function readBranch(world: World, name: string, branch: string) {
  const head = world.repos.get(name)?.refs.get(branch);
  const commit = head === undefined ? undefined : world.commits.get(head);
  if (commit === undefined) return undefined;
  const files = new Map(
    (world.trees.get(commit.tree) ?? []).map(({ path, sha: of }) => [path, world.blobs.get(of) ?? Buffer.alloc(0)]),
  );
  let commits = 0;
  for (let at = head; at !== undefined; at = world.commits.get(at)?.parents[0]) commits++;
  return { files, commits };
}

function pagesOf(name: string): string {
  return `https://${name.split("/").join(".github.io/")}/`;
}

function parse<T>(schema: v.GenericSchema<unknown, T>, body: Buffer): T | undefined {
  try {
    return v.parse(schema, JSON.parse(body.toString()));
  } catch {
    return undefined;
  }
}
