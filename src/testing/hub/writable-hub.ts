import type { IncomingMessage, ServerResponse } from "node:http";
import * as v from "valibot";
import { commitOf, type FakeHub, type FakeRepo, json, LFS_FROM_BYTES, startFakeHub, treeOf } from "../fake-hub.ts";
import { type Accounts, type FakeAccount, makeAccounts } from "./accounts.ts";
import { answerBreak, type Breaks, makeBreaks, readBody } from "./breaks.ts";
import { cardDataOf } from "./card-data.ts";
import { doCommit, type WrittenRepo } from "./commits.ts";
import { answerCors } from "./cors.ts";
import { LargeFiles } from "./large-files.ts";
import { answerSignIn } from "./sign-in.ts";
import { batchBody, completeBody, createBody, parseCommit, preuploadBody } from "./writes.ts";

export interface WritableHub extends FakeHub {
  readonly breaks: Breaks;
  readonly large: LargeFiles;
  /** A repository that was written to, or given; with `spaces/` before a Space's name. */
  written(name: string): WrittenRepo | undefined;
  /** Makes a repository private, or, with the accounts that its owner let in, gated. */
  closeRepo(name: string, admitted?: readonly string[]): void;
  /** Gives a client's id, with the addresses that it may be led back to. */
  addClient(id: string, redirectUris: readonly string[]): void;
}

export interface WritableHubOptions {
  readonly repos?: Readonly<Record<string, FakeRepo>>;
  readonly tokens?: Readonly<Record<string, FakeAccount>>;
  /** Who signs in on the Hub's page. */
  readonly visitor?: FakeAccount;
}

/** Everything that may be done with a repository that a token has not made. */
const WRITE = ["write-repos", "manage-repos"];
/** By which what is private is read, but what a token has made itself. */
const READ = ["read-repos", ...WRITE];

/** The fake Hub, which can be written to as the real one can: sign-in, creation, uploads, commits, pull requests. */
export async function startWritableHub({
  repos = {},
  tokens = {},
  visitor = { name: "visitor", scopes: [] },
}: WritableHubOptions = {}): Promise<WritableHub> {
  const state: HubState = {
    accounts: makeAccounts(tokens, visitor),
    repos: new Map(Object.entries(repos).map(([name, repo]) => [name, makeRepo(name, repo)])),
    large: new LargeFiles(),
    clients: new Map(),
    hubUrl: "",
    cdnUrl: "",
    changed: () => {},
  };
  const breaks = makeBreaks();
  const hub = await startFakeHub(repos, {}, (request, response, place) => {
    if (answerCors(place, request, response)) return true;
    const how = breaks.take(request);
    if (answerBreak(how, request, response)) return true;
    const answer = place === "cdn" ? answerStorage : answerHub;
    const handle = answer(state, request);
    if (handle === undefined) return false;
    void answerWrite(handle, how === "middle", how === "after", request, response);
    return true;
  });
  state.hubUrl = hub.url;
  state.cdnUrl = hub.cdnUrl;
  state.changed = (written) => hub.setRepo(written.name, written.repo);
  return {
    ...hub,
    breaks,
    large: state.large,
    setRepo: (name, repo) => {
      state.repos.set(name, makeRepo(name, repo));
      hub.setRepo(name, repo);
    },
    closeRepo(name, admitted) {
      const open = state.repos.get(name);
      if (open !== undefined) state.repos.set(name, { ...open, isPrivate: admitted === undefined, admitted });
    },
    written: (name) => state.repos.get(name),
    addClient: (id, redirectUris) => void state.clients.set(id, redirectUris),
  };
}

interface HubState {
  readonly accounts: Accounts;
  readonly repos: Map<string, WrittenRepo>;
  readonly large: LargeFiles;
  readonly clients: Map<string, readonly string[]>;
  hubUrl: string;
  cdnUrl: string;
  changed(written: WrittenRepo): void;
}

type Handle = (body: Buffer, request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

function makeRepo(name: string, repo: FakeRepo, createdWith?: string, isPrivate = false): WrittenRepo {
  return { name, repo, isPrivate, createdWith, commits: [], pulls: [] };
}

/** Reads the body and does the work; where the answer is to be lost, it is done all the same. */
async function answerWrite(
  handle: Handle,
  isCut: boolean,
  isLost: boolean,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const isForm = /oauth/.test(request.url ?? "");
  const body = isForm ? Buffer.alloc(0) : await readBody(request, isCut);
  if (body === undefined) return;
  if (isLost) {
    response.end = () => response;
    response.writeHead = () => response;
  }
  await handle(body, request, response);
  if (isLost) request.socket.destroy();
}

function answerStorage({ large }: HubState, { method, url = "/" }: IncomingMessage): Handle | undefined {
  if (url.startsWith("/cas/"))
    return (body, { method: how = "", headers }, response) =>
      large.answerChunks(how, url, headers.authorization, body, response);
  if (method !== "PUT") return undefined;
  const signature = new URL(url, "http://cdn").searchParams.get("X-Amz-Signature") ?? "";
  return (body, _request, response) => large.put(signature, body, response);
}

function answerHub(state: HubState, request: IncomingMessage): Handle | undefined {
  const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
  const path = decodeURIComponent(url.pathname);
  if (/^\/(?:oauth\/|\.well-known\/openid)/.test(path)) {
    return (_body, from, response) => answerSignIn(url, state.accounts, state.clients, from, response);
  }
  if (path === "/api/whoami-v2") return (_body, from, response) => answerWho(state, from, response);
  if (path === "/api/repos/create") return (body, from, response) => create(state, body, from, response);
  if (path === "/api/xet-write-token") {
    return (_body, from, response) => {
      if (state.accounts.of(from) === undefined) json(response, 401, { error: "Invalid credentials" });
      else state.large.renewToken(state.cdnUrl, response);
    };
  }
  if (path === "/api/complete_multipart") {
    return (body, _from, response) => {
      const found = parseJson(completeBody, body);
      if (found === undefined) json(response, 400, { error: "Invalid body" });
      else state.large.complete(found, response);
    };
  }
  if (/^\/(?:api\/models\/|[^/]+\/[^/]+\/resolve\/)/.test(path) && isUnknown(state, request))
    return (_body, _from, response) => json(response, 401, { error: "Invalid credentials in Authorization header" });
  return refuseFile(state, path, request) ?? answerRepo(state, path, url, request.method ?? "GET");
}

/** Whether a token is shown that the Hub does not know: it lets nobody read with such a one, not even what is for everyone. */
function isUnknown({ accounts }: HubState, request: IncomingMessage): boolean {
  return request.headers.authorization !== undefined && accounts.of(request) === undefined;
}

/** Files of a repository that is not for everyone go to those who may have them, as the reading Hub sends them. */
function refuseFile(state: HubState, path: string, request: IncomingMessage): Handle | undefined {
  const [, name = ""] = /^\/([^/]+\/[^/]+)\/resolve\//.exec(path) ?? [];
  const { isPrivate = false, admitted, createdWith } = state.repos.get(name) ?? {};
  const who = state.accounts.of(request);
  const isLetIn = who !== undefined && (admitted?.includes(who.account.name) ?? true);
  if (
    (!isPrivate && admitted === undefined) ||
    (isLetIn && (createdWith === who.token || mayRead(who.account, isPrivate)))
  )
    return undefined;
  const code = isPrivate ? "RepoNotFound" : "GatedRepo";
  return (_body, _request, response) => {
    response.setHeader("X-Error-Code", code);
    json(response, who === undefined ? 401 : 403, { error: code });
  };
}

/** What is asked of one repository: reading what the reading Hub does not know, and writing. */
function answerRepo(state: HubState, path: string, url: URL, method: string): Handle | undefined {
  const api =
    /^\/api\/(model|space)s\/([^/]+\/[^/]+)(?:\/(preupload|commit|discussions|tree|revision)(?:\/(.+))?)?$/.exec(path);
  const lfs = /^\/(?:(space)s\/)?([^/]+\/[^/]+)\.git\/info\/lfs\/objects\/batch$/.exec(path);
  const [, type, name = "", what = "", rest = "main"] = api ?? lfs ?? [];
  if (api === null && lfs === null) return undefined;
  const written = state.repos.get(type === "space" ? `spaces/${name}` : name);
  const isPull = url.searchParams.get("create_pr") === "1";
  if (method === "GET" && what === "discussions") {
    return (_body, _request, response) =>
      json(response, 200, { discussions: written?.pulls ?? [], count: 0, start: 0 });
  }
  if (method === "GET") {
    if (written !== undefined && !written.isPrivate && type !== "space") return undefined;
    return (_body, request, response) => readClosed(state, written, what, rest, request, response);
  }
  return (body, request, response) => {
    const who = state.accounts.of(request);
    if (who === undefined) return json(response, 401, { error: "Invalid credentials in Authorization header" });
    if (written === undefined) return json(response, 404, { error: "Repository not found" });
    // The batch says by itself for which branch it is; a pull request has none yet.
    const ref = lfs === null ? undefined : parseJson(batchBody, body)?.ref;
    if (!mayWrite(written, who, isPull || (lfs !== null && ref === undefined)))
      return json(response, 403, { error: "You don't have the rights to write here" });
    if (lfs !== null) return answerBatch(state, body, request, response);
    if (what === "preupload") return answerPreupload(body, response);
    if (request.headers["content-type"] !== "application/x-ndjson")
      return json(response, 415, { error: "NDJSON expected" });
    doCommit(written, parseCommit(body.toString()), isPull, who.account.name, state.large, state.hubUrl, response);
    state.changed(written);
  };
}

/** A pasted token that may read has no scopes here; one of a sign-in has what was asked for. */
function mayRead({ scopes }: FakeAccount, isPrivate: boolean): boolean {
  const rights = isPrivate ? READ : [...READ, "gated-repos"];
  return !scopes.includes("openid") || scopes.some((one) => rights.includes(one));
}

function mayWrite(
  { name, createdWith }: WrittenRepo,
  { token, account }: { readonly token: string; readonly account: FakeAccount },
  isPull: boolean,
): boolean {
  if (isPull) return account.scopes.includes("write-discussions") || account.scopes.some((one) => WRITE.includes(one));
  const owner = name.replace(/^spaces\//, "").split("/")[0] ?? "";
  const isOwn = owner === account.name || (account.orgs ?? []).includes(owner);
  const isMade = createdWith === token && account.scopes.includes("contribute-repos");
  return isOwn && (isMade || account.scopes.some((one) => WRITE.includes(one)));
}

/** A private repository, or a Space, for those who may see it. */
function readClosed(
  state: HubState,
  written: WrittenRepo | undefined,
  what: string,
  rest: string,
  request: IncomingMessage,
  response: ServerResponse,
) {
  // Only who has signed in is told that there is none.
  const who = state.accounts.of(request);
  const isOwn = who !== undefined && written?.createdWith === who.token;
  const isKnown = who !== undefined && (isOwn || !written?.isPrivate || mayRead(who.account, true));
  if (!isKnown && (written === undefined || written.isPrivate))
    return json(response, 401, { error: "Invalid username or password." });
  if (written === undefined) return json(response, 404, { error: "Repository not found" });
  const { repo, isPrivate } = written;
  const files = rest.startsWith("refs/") ? (repo.revisions?.[rest] ?? {}) : repo.files;
  if (what === "tree") return json(response, 200, treeOf(files, ""));
  json(response, 200, { sha: commitOf(files), private: isPrivate, ...cardDataOf(files) });
}

function answerWho({ accounts }: HubState, request: IncomingMessage, response: ServerResponse) {
  const who = accounts.of(request);
  if (who === undefined) return json(response, 401, { error: "Invalid credentials in Authorization header" });
  const { name, orgs = [] } = who.account;
  json(response, 200, {
    type: "user",
    id: name,
    name,
    orgs: orgs.map((org) => ({ type: "org", name: org })),
    auth: {},
  });
}

function create(state: HubState, body: Buffer, request: IncomingMessage, response: ServerResponse) {
  const who = state.accounts.of(request);
  if (who === undefined) return json(response, 401, { error: "Invalid credentials in Authorization header" });
  const asked = parseJson(createBody, body);
  if (asked === undefined || (asked.type === "space") !== (asked.sdk !== undefined))
    return json(response, 400, { error: "Invalid body" });
  const { name, orgs = [], scopes } = who.account;
  const mayCreate = scopes.some((one) => [...WRITE, "contribute-repos"].includes(one));
  if (!mayCreate || ![name, ...orgs].includes(asked.organization))
    return json(response, 403, {
      error: `You don't have the rights to create a ${asked.type} under ${asked.organization}`,
    });
  const id = `${asked.type === "space" ? "spaces/" : ""}${asked.organization}/${asked.name}`;
  if (state.repos.has(id)) return json(response, 409, { error: `You already created this ${asked.type} repo` });
  const written = makeRepo(id, { files: { ".gitattributes": "" } }, who.token, asked.visibility === "private");
  state.repos.set(id, written);
  if (asked.type === "model" && !written.isPrivate) state.changed(written);
  json(response, 200, { url: `${state.hubUrl}/${id}`, id });
}

function answerPreupload(body: Buffer, response: ServerResponse) {
  const asked = parseJson(preuploadBody, body);
  if (asked === undefined) return json(response, 400, { error: "Invalid body" });
  json(response, 200, {
    files: asked.files.map(({ path, size }) => ({ path, uploadMode: size < LFS_FROM_BYTES ? "regular" : "lfs" })),
  });
}

function answerBatch(state: HubState, body: Buffer, request: IncomingMessage, response: ServerResponse) {
  const asked = parseJson(batchBody, body);
  const isLfs = (name: string) => request.headers[name] === "application/vnd.git-lfs+json";
  if (asked === undefined || !isLfs("accept") || !isLfs("content-type"))
    return json(response, 400, { error: "Invalid body" });
  state.large.answerBatch(asked, request.url?.startsWith("/spaces/") === true, state.hubUrl, state.cdnUrl, response);
}

function parseJson<T>(schema: v.GenericSchema<unknown, T>, body: Buffer): T | undefined {
  try {
    return v.parse(schema, JSON.parse(body.toString()));
  } catch {
    return undefined;
  }
}
