import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import sirv from "sirv";
import { openApiOfServer } from "../../contract/api/openapi-of-server.ts";
import type { ApiHost } from "../../contract/api/host.ts";
import { failureOf } from "../../contract/outcome.ts";
import { ANSWER_HEADERS, failureAnswer, refuseRequest } from "../../api/answer.ts";
import { serverWords } from "../../api/api-words.ts";
import { BODY_BYTES } from "../../api/read-body.ts";
import type { ApiWorld } from "../../api/api-world.ts";
import { answerApi } from "../../api/router.ts";
import { type Admission, allowedOrigin, turnAway } from "./admission.ts";
import { DOCS_PAGES } from "./docs-pages.ts";
import { readRequest } from "./http-request.ts";
import type { Metrics } from "./metrics.ts";
import { OpenConnections } from "./open-connections.ts";
import { makeNotFound, preflight } from "./plain-answers.ts";
import { idOf, urlOf } from "./request-head.ts";
import { RunningAnswers } from "./running-answers.ts";
import { labelOf, nameOf } from "./route-names.ts";
import { sendResponse } from "./send-response.ts";

/** One line of the access log. */
interface AccessEntry {
  readonly time: string;
  readonly id: string;
  readonly from: string | undefined;
  readonly method: string | undefined;
  readonly path: string;
  readonly status: number;
  readonly ms: number;
}

interface ServerOptions {
  readonly version: string;
  readonly host: ApiHost;
  /** Calls that may wait or run. */
  readonly most: number;
  readonly admission: Admission;
  /** How long an answer may take, in seconds. */
  readonly timeout: number;
  /** Folder of the built site; absent where there is none. */
  readonly site: string | undefined;
  readonly metrics: Metrics;
  readonly log: (entry: AccessEntry) => void;
}

export interface ApiServer {
  readonly server: Server;
  /** Answers new calls with 503, and takes none once those that run are answered; then it resolves. */
  drain(): Promise<void>;
}

/** Routes that tell of the server itself. They answer whoever asks, with or without its key. */
const OPEN = new Set(["/health", "/ready", "/api/openapi.json", ...DOCS_PAGES.keys()]);

/** Answers the routes of the browser's API on HTTP. It listens where the caller says. */
export function createApiServer(options: ServerOptions): ApiServer {
  const answering = new Answering(options);
  const server = createServer((incoming, outgoing) => {
    // A connection whose answer has begun before the end would be kept open for the next call.
    outgoing.once("close", () => setImmediate(() => answering.running.isEnding && server.closeIdleConnections()));
    void answering.take(incoming, outgoing);
  });
  const connections = new OpenConnections(server);
  // Who sends slowly does not hold a place for long.
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  server.keepAliveTimeout = 65_000;
  return {
    server,
    drain: async () => {
      await answering.running.end();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        connections.closeQuiet();
      });
    },
  };
}

class Answering {
  readonly #options: ServerOptions;
  readonly #document: object;
  readonly #files: ReturnType<typeof sirv> | undefined;
  readonly #incarnation = randomUUID();
  readonly #notFound: ReturnType<typeof makeNotFound>;
  readonly running = new RunningAnswers();

  constructor(options: ServerOptions) {
    this.#options = options;
    this.#document = openApiOfServer(options.version);
    this.#notFound = makeNotFound(options.site);
    this.#files = options.site === undefined ? undefined : sirv(options.site, { etag: true });
  }

  async take(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { metrics, log, admission } = this.#options;
    const begun = performance.now();
    const id = idOf(incoming);
    const [path = "/"] = (incoming.url ?? "/").split("?");
    outgoing.setHeader("X-Request-Id", id);
    const { origin } = incoming.headers;
    const allowed = origin === undefined ? undefined : allowedOrigin(origin, admission);
    if (allowed !== undefined) outgoing.setHeader("Access-Control-Allow-Origin", allowed).setHeader("Vary", "Origin");
    const abort = new AbortController();
    this.running.follow(outgoing);
    outgoing.once("close", () => {
      if (!outgoing.writableFinished) abort.abort();
      const ms = Math.round(performance.now() - begun);
      // An answer that nobody waited for has no status of its own.
      const status = outgoing.writableFinished ? outgoing.statusCode : 499;
      metrics.request(labelOf(path), status, ms / 1000);
      const from = incoming.socket.remoteAddress;
      log({ time: new Date().toISOString(), id, from, method: incoming.method, path, status, ms });
    });
    try {
      if (allowed !== undefined && incoming.method === "OPTIONS") preflight(outgoing);
      else await this.#answer(incoming, outgoing, path, abort);
    } catch (error) {
      if (!outgoing.headersSent) await sendResponse(failureAnswer(failureOf(error)), outgoing);
      else outgoing.destroy();
    }
  }

  async #answer(incoming: IncomingMessage, outgoing: ServerResponse, path: string, abort: AbortController) {
    const turned = turnAway(incoming.headers, this.#options.admission, OPEN.has(path) || this.#isFile(incoming, path));
    const answer = turned ?? (await this.#answerOpen(incoming, path)) ?? this.#refuseWhileEnding();
    if (answer !== undefined) return sendResponse(answer, outgoing);
    if (this.#isFile(incoming, path))
      return this.#files?.(incoming, outgoing, () => this.#notFound(incoming, outgoing));
    const url = urlOf(incoming);
    if (url === undefined) return sendResponse(refuseRequest(400, serverWords.address, "address"), outgoing);
    return sendResponse(await this.#answerInTime(incoming, outgoing, url, abort), outgoing);
  }

  /** Files of the site take what no route has; what is measured is for those with the key. */
  #isFile({ method }: IncomingMessage, path: string): boolean {
    if (path === "/metrics") return false;
    return this.#files !== undefined && (method === "GET" || method === "HEAD") && nameOf(path, "GET") === undefined;
  }

  #refuseWhileEnding(): Response | undefined {
    if (!this.running.isEnding) return undefined;
    const headers = { Connection: "close", "Retry-After": "1" };
    return refuseRequest(503, serverWords.ending, "ending", { headers });
  }

  /** What needs no key. */
  async #answerOpen({ method }: IncomingMessage, path: string): Promise<Response | undefined> {
    if (method !== "GET" && method !== "HEAD") return undefined;
    const { host, metrics } = this.#options;
    if (path === "/ready") {
      const { model } = await host.status();
      const isReady = model !== undefined && !this.running.isEnding;
      return Response.json({ status: isReady ? "ok" : "unavailable" }, { status: isReady ? 200 : 503 });
    }
    if (path === "/metrics") {
      const { text, type } = await metrics.report();
      return new Response(text, { headers: { ...ANSWER_HEADERS, "Content-Type": type } });
    }
    return DOCS_PAGES.get(path === "/api/openapi.json" ? "/openapi.json" : path)?.(this.#document);
  }

  async #answerInTime(incoming: IncomingMessage, outgoing: ServerResponse, url: URL, abort: AbortController) {
    const { timeout } = this.#options;
    const request = await readRequest(incoming, url, BODY_BYTES, abort.signal);
    const name = nameOf(url.pathname, request.method) ?? url.pathname.slice(1);
    const { authorization = "" } = incoming.headers;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Response>((resolve) => {
      timer = setTimeout(() => {
        resolve(refuseRequest(503, serverWords.late(timeout), "timeout", { headers: { "Retry-After": "1" } }));
        abort.abort();
      }, timeout * 1000);
    });
    // A stream that has begun is stopped at the same time.
    outgoing.once("close", () => clearTimeout(timer));
    return Promise.race([answerApi(request, name, this.#world(url.origin), authorization), late]);
  }

  #world(origin: string): ApiWorld {
    const { host, version, most } = this.#options;
    return {
      version,
      origin,
      server: { most },
      incarnation: this.#incarnation,
      pages: {
        find: async () => ({ host, status: await host.status() }),
        findAll: async () => [await host.status()],
      },
      now: () => Date.now(),
      random: Math.random,
      newId: randomUUID,
      wait: (ms) => new Promise((resolve) => void setTimeout(() => resolve(undefined), ms).unref()),
    };
  }
}
