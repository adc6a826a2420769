import { cardDataOf } from "./hub/card-data.ts";
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** A repository of the fake Hub. Files over 1 kB count as LFS files, as weights do on the real one. */
export interface FakeRepo {
  readonly files: Readonly<Record<string, Uint8Array | string>>;
  /** Branches and tags besides `main`, each with its files. */
  readonly revisions?: Readonly<Record<string, Readonly<Record<string, Uint8Array | string>>>>;
}

/** What a hook may do with a request before the Hub or its CDN answers: `true` when it has answered itself. */
export type Interceptor = (request: IncomingMessage, response: ServerResponse, place: "hub" | "cdn") => boolean;

/** Answers what the reading Hub does not: asked first, for every request. */
export type FirstAnswer = (request: IncomingMessage, response: ServerResponse, place: "hub" | "cdn") => boolean;

interface LoggedRequest {
  readonly method: string;
  /** Whole. */
  readonly url: string;
  readonly range?: string;
  /** What it showed to be let in. */
  readonly authorization?: string;
}

export interface FakeHub {
  /** Address of the Hub, without a slash at its end. */
  readonly url: string;
  /** Address of the CDN that file requests are redirected to. */
  readonly cdnUrl: string;
  /** Every request so far, in order. */
  readonly log: readonly LoggedRequest[];
  /** Changes or adds a repository; its commit changes with its bytes. */
  setRepo(name: string, repo: FakeRepo): void;
  /** A repository as it is now. */
  repo(name: string): FakeRepo | undefined;
  /** The commit that `main` of a repository stands for now. */
  commitOf(name: string): string;
  /** Faults: see {@link statusFault} and {@link htmlFault}; `undefined` takes them off again. */
  intercept(interceptor: Interceptor | undefined): void;
  /** Leads requests for files to another address: that of a line before the CDN. */
  leadTo(cdnUrl: string): void;
  /** Bytes that Hub and CDN have sent so far, headers included. */
  sentBytes(): number;
  close(): Promise<void>;
}

export const LFS_FROM_BYTES = 1024;

/**
 * A local stand-in for the Hugging Face Hub: repository info and tree API, `resolve` with redirect to a CDN host of its
 * own (large files) or answered directly (small ones), ETag, X-Repo-Commit, X-Linked-Size/-Etag, CORS, Range and If-Range.
 */
export async function startFakeHub(
  repos: Readonly<Record<string, FakeRepo>> = {},
  /** Old names, and where requests for them are led to. */
  moved: Readonly<Record<string, string>> = {},
  first: FirstAnswer = () => false,
): Promise<FakeHub> {
  const state = new Map<string, FakeRepo>(Object.entries(repos));
  const log: LoggedRequest[] = [];
  let interceptor: Interceptor | undefined;
  let cdnUrl = "";
  const sockets: Socket[] = [];
  const serve = (place: "hub" | "cdn") =>
    createServer((request, response) => {
      const { range, authorization } = request.headers;
      log.push({
        method: request.method ?? "",
        url: `http://${request.headers.host}${request.url}`,
        ...(range === undefined ? {} : { range }),
        ...(authorization === undefined ? {} : { authorization }),
      });
      if (first(request, response, place)) return;
      for (const [name, value] of Object.entries(CORS)) response.setHeader(name, value);
      if (request.method === "OPTIONS") return void response.writeHead(204).end();
      if (interceptor?.(request, response, place)) return;
      if (place === "cdn") return answerFromCdn(state, request, response);
      const there = newPlace(moved, request.url ?? "/");
      if (there !== undefined) response.writeHead(307, { Location: there }).end();
      else answerFromHub(state, cdnUrl, request, response);
    }).on("connection", (socket) => void sockets.push(socket));
  const cdn = await listen(serve("cdn"));
  cdnUrl = cdn.url;
  const hub = await listen(serve("hub"));
  return {
    url: hub.url,
    cdnUrl,
    log,
    setRepo: (name, repo) => void state.set(name, repo),
    repo: (name) => state.get(name),
    commitOf: (name) => commitOf(filesOf(state, name, "main") ?? {}),
    intercept: (next) => {
      interceptor = next;
    },
    leadTo: (url) => {
      cdnUrl = url;
    },
    sentBytes: () => sockets.reduce((sum, { bytesWritten }) => sum + bytesWritten, 0),
    close: async () => {
      await Promise.all([hub.close(), cdn.close()]);
    },
  };
}

/** Answers every request that `matches` with a bare status, e.g. 401, 404, 429 (with `Retry-After`) or 503. */
export function statusFault(matches: RegExp, status: number, headers: Record<string, string> = {}): Interceptor {
  return (request, response) => {
    if (!matches.test(request.url ?? "")) return false;
    response.writeHead(status, headers).end(JSON.stringify({ error: `status ${status}` }));
    return true;
  };
}

/** Answers with an HTML page and status 200, as captive portals and single-page hosts do. */
export function htmlFault(matches: RegExp): Interceptor {
  return (request, response) => {
    if (!matches.test(request.url ?? "")) return false;
    response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><title>Sign in</title>");
    return true;
  };
}

const CORS = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Headers": "*",
  "Access-Control-Expose-Headers":
    "X-Repo-Commit, X-Linked-Size, X-Linked-Etag, ETag, Link, Accept-Ranges, Content-Range, Retry-After",
  // The pages under test may be cross-origin isolated.
  "Cross-Origin-Resource-Policy": "cross-origin",
};

/** The address with the new name of a repository that moved. */
function newPlace(moved: Readonly<Record<string, string>>, url: string): string | undefined {
  for (const [before, now] of Object.entries(moved)) {
    if (url.startsWith(`/api/models/${before}/`)) return url.replace(before, now);
  }
  return undefined;
}

export type Files = Readonly<Record<string, Uint8Array | string>>;

function answerFromHub(
  repos: Map<string, FakeRepo>,
  cdnUrl: string,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const url = new URL(request.url ?? "/", "http://hub");
  const path = decodeURIComponent(url.pathname);
  const info = /^\/api\/models\/([^/]+\/[^/]+)(?:\/revision\/(.+))?$/.exec(path);
  const tree = /^\/api\/models\/([^/]+\/[^/]+)\/tree\/([^/]+)\/?(.*)$/.exec(path);
  const file = /^\/([^/]+\/[^/]+)\/resolve\/([^/]+)\/(.+)$/.exec(path);
  const [, repo = "", revision = "main", rest = ""] = tree ?? file ?? info ?? [];
  const files = filesOf(repos, repo, revision);
  // The real Hub does not tell a missing repository from a private one.
  if (!repos.has(repo)) return json(response, 401, { error: "Invalid username or password." });
  if (files === undefined) return json(response, 404, { error: `Invalid rev id: ${revision}` });
  if (tree !== null) return json(response, 200, treeOf(files, rest));
  if (file !== null) return redirectToFile(files, repo, rest, cdnUrl, request, response);
  if (info !== null) {
    const siblings = Object.keys(files).map((rfilename) => ({ rfilename }));
    return json(response, 200, { id: repo, sha: commitOf(files), private: false, siblings, ...cardDataOf(files) });
  }
  json(response, 404, { error: "Not found" });
}

function redirectToFile(
  files: Files,
  repo: string,
  path: string,
  cdnUrl: string,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const bytes = bytesOf(files[path]);
  response.setHeader("X-Repo-Commit", commitOf(files));
  if (bytes === undefined) {
    response.setHeader("X-Error-Code", "EntryNotFound");
    return json(response, 404, { error: "Entry not found" });
  }
  if (bytes.length < LFS_FROM_BYTES) return sendBytes(bytes, gitOid(bytes), request, response);
  response.setHeader("X-Linked-Size", String(bytes.length));
  response.setHeader("X-Linked-Etag", `"${sha256(bytes)}"`);
  response.writeHead(302, { Location: `${cdnUrl}/${repo}/${commitOf(files)}/${path}?signature=1` }).end();
}

function answerFromCdn(repos: Map<string, FakeRepo>, request: IncomingMessage, response: ServerResponse) {
  const path = decodeURIComponent(new URL(request.url ?? "/", "http://cdn").pathname);
  const [, repo = "", commit = "", name = ""] = /^\/([^/]+\/[^/]+)\/([^/]+)\/(.+)$/.exec(path) ?? [];
  const bytes = bytesOf(filesOf(repos, repo, commit)?.[name]);
  if (bytes === undefined) return void response.writeHead(403).end();
  sendBytes(bytes, sha256(bytes), request, response);
}

/** Bytes with ETag, and the part that a valid `Range` asks for, unless `If-Range` names another ETag. */
function sendBytes(bytes: Uint8Array, etag: string, request: IncomingMessage, response: ServerResponse) {
  response.setHeader("ETag", `"${etag}"`);
  response.setHeader("Accept-Ranges", "bytes");
  const unchanged = [undefined, `"${etag}"`].includes(request.headers["if-range"]?.toString());
  const range = unchanged ? /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "") : null;
  if (range === null) return void response.writeHead(200, { "Content-Length": bytes.length }).end(bytes);
  const start = Number(range[1]);
  const end = Math.min(range[2] ? Number(range[2]) : bytes.length - 1, bytes.length - 1);
  if (start >= bytes.length) {
    return void response.writeHead(416, { "Content-Range": `bytes */${bytes.length}` }).end();
  }
  const headers = { "Content-Length": end - start + 1, "Content-Range": `bytes ${start}-${end}/${bytes.length}` };
  response.writeHead(206, headers).end(bytes.subarray(start, end + 1));
}

export function treeOf(files: Files, folder: string) {
  return Object.keys(files)
    .filter((path) => path.startsWith(folder))
    .map((path) => {
      const bytes = bytesOf(files[path]) ?? new Uint8Array();
      const entry = { type: "file", oid: gitOid(bytes), size: bytes.length, path };
      if (bytes.length < LFS_FROM_BYTES) return entry;
      return { ...entry, lfs: { oid: sha256(bytes), size: bytes.length, pointerSize: 134 } };
    });
}

/** Files under a branch, a tag or the commit of one of them. */
function filesOf(repos: Map<string, FakeRepo>, repo: string, revision: string): Files | undefined {
  const known = repos.get(repo);
  if (known === undefined) return undefined;
  const named = revision === "main" ? known.files : known.revisions?.[revision];
  if (named !== undefined) return named;
  return [known.files, ...Object.values(known.revisions ?? {})].find((files) => commitOf(files) === revision);
}

/** A value of bytes or files by what they are, computed once: weights of 500 MB are asked for in many parts. */
function remember<K extends object, T>(compute: (of: K) => T): (of: K) => T {
  const known = new WeakMap<K, { readonly value: T }>();
  return (of) => {
    const found = known.get(of) ?? { value: compute(of) };
    known.set(of, found);
    return found.value;
  };
}

export const commitOf = remember((files: Files): string => {
  const hash = createHash("sha1");
  for (const path of Object.keys(files).sort()) hash.update(`${path}\0`).update(files[path] ?? "");
  return hash.digest("hex");
});

function bytesOf(file: Uint8Array | string | undefined): Uint8Array | undefined {
  return typeof file === "string" ? new TextEncoder().encode(file) : file;
}

export const gitOid = remember((bytes: Uint8Array): string =>
  createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex"),
);

export const sha256 = remember((bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex"));

export function json(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { "Content-Type": "application/json; charset=utf-8" }).end(JSON.stringify(body));
}

export async function listen(server: Server): Promise<{ url: string; close(): Promise<void> }> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("The fake Hub has no port.");
  const close = async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => void server.close(() => resolve()));
  };
  return { url: `http://localhost:${address.port}`, close };
}
