import { existsSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join } from "node:path";

/** A request as the server saw it. */
export interface Seen {
  readonly url: string;
  readonly range?: string;
  readonly referer?: string;
  /** Milliseconds of a clock that nobody sets. */
  readonly at: number;
  /** Body bytes that were handed to the connection. */
  sent: number;
  /** When the other side went away before the end. */
  closedAt?: number;
}

/** What goes wrong with the answer to a request for a file. */
export interface Fault {
  readonly path: RegExp;
  /** Requests that it befalls; all when absent. */
  readonly times?: number;
  /** Stops sending after this share, and goes on when {@link FaultServer.release} is called. */
  readonly holdAt?: number;
  /** The connection breaks after this share of what is asked for. */
  readonly resetAt?: number;
  /** The body ends cleanly after this share, with no Content-Length. */
  readonly endAt?: number;
  readonly etag?: string;
  /** Answers 200 with the whole file to a request for a part. */
  readonly ignoreRange?: boolean;
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  /** A script that runs before the file's own: for what a browser of another kind would lack or refuse. */
  readonly prepend?: string;
}

const PIECE_BYTES = 8192;
const TEXT_TYPES: Record<string, string> = {
  ".js": "text/javascript; charset=utf-8",
  ".html": "text/html; charset=utf-8",
};

/** A file server that can be told to fail, beside the real one: hand `intercept` to the static server. */
export class FaultServer {
  readonly seen: Seen[] = [];
  /** Files as a later deploy has them, by path from the base; `undefined` for one that is gone. */
  readonly deployed = new Map<string, string | undefined>();
  /** Pieces of scripts and pages that are replaced on their way, e.g. the address of the Hub. */
  readonly rewritten: [from: string, to: string][] = [];
  readonly #open = new Set<ServerResponse>();
  readonly #roots: () => readonly string[];
  #faults: { fault: Fault; left: number }[] = [];
  #release: () => void = () => undefined;
  #held = Promise.resolve();

  /** @param roots folders of the site; files of the first take precedence over those of the next */
  constructor(roots: () => readonly string[]) {
    this.#roots = roots;
  }

  #locate(path: string): string {
    const places = this.#roots().map((root) => join(root, path));
    return places.find((place) => existsSync(place)) ?? path;
  }

  /** The faults from now on, the first that fits a request counts; none takes them all off. */
  set(...faults: Fault[]): void {
    this.#faults = faults.map((fault) => ({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }));
    this.#held = new Promise((resolve) => {
      this.#release = resolve;
    });
  }

  /** Lets go on what a fault with `holdAt` holds. */
  release(): void {
    this.#release();
  }

  /** Breaks every answer under way, as a network does that goes. */
  cut(): void {
    for (const response of this.#open) response.destroy();
  }

  /** Body bytes of the first request for such a file that are on their way or there. */
  sent(path: RegExp): number {
    return this.to(path)[0]?.sent ?? 0;
  }

  /** Requests for files whose path fits. */
  to(path: RegExp): Seen[] {
    return this.seen.filter(({ url }) => path.test(url));
  }

  readonly intercept = (request: IncomingMessage, response: ServerResponse): boolean => {
    const url = request.url ?? "/";
    const { range } = request.headers;
    const { referer } = request.headers;
    const seen: Seen = {
      url,
      at: performance.now(),
      sent: 0,
      ...(range !== undefined && { range }),
      ...(referer !== undefined && { referer }),
    };
    this.seen.push(seen);
    const chosen = this.#faults.find(({ fault, left }) => left > 0 && fault.path.test(url));
    if (chosen === undefined) return this.#answerChanged(new URL(url, "http://site").pathname, response);
    chosen.left--;
    this.#open.add(response);
    response.on("close", () => {
      this.#open.delete(response);
      if (!response.writableFinished) seen.closedAt = performance.now();
    });
    void this.#answer(chosen.fault, seen, response);
    return true;
  };

  /** Answers for files that were deployed or rewritten; the rest is the real server's. */
  #answerChanged(path: string, response: ServerResponse): boolean {
    const name = path.endsWith("/") ? `${path}index.html` : path;
    const type = TEXT_TYPES[extname(name)];
    const isDeployed = this.deployed.has(name);
    if (!isDeployed && (type === undefined || this.rewritten.length === 0)) return false;
    let text = isDeployed ? this.deployed.get(name) : readText(this.#locate(name));
    if (text === undefined) {
      response.writeHead(404).end("Not found");
      return true;
    }
    for (const [from, to] of this.rewritten) text = text.replaceAll(from, to);
    response.setHeader("Content-Type", type ?? "text/plain");
    response.writeHead(200).end(text);
    return true;
  }

  async #answer(fault: Fault, seen: Seen, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(fault.headers ?? {})) response.setHeader(name, value);
    if (fault.status !== undefined) {
      response.writeHead(fault.status).end(fault.body ?? "");
      return;
    }
    if (fault.body !== undefined) {
      response.writeHead(200).end(fault.body);
      return;
    }
    const path = new URL(seen.url, "http://site").pathname;
    const whole = readFileSync(this.#locate(path));
    const file = fault.prepend === undefined ? whole : Buffer.concat([Buffer.from(fault.prepend), whole]);
    if (path.endsWith(".js")) response.setHeader("Content-Type", "text/javascript");
    const from = fault.ignoreRange ? 0 : Number(/^bytes=(\d+)-/.exec(seen.range ?? "")?.[1] ?? 0);
    const share = fault.resetAt ?? fault.endAt ?? 1;
    const end = from + Math.floor((file.length - from) * share);
    response.setHeader("ETag", fault.etag ?? `"${file.length}"`);
    if (from > 0) response.setHeader("Content-Range", `bytes ${from}-${file.length - 1}/${file.length}`);
    if (fault.endAt === undefined) response.setHeader("Content-Length", file.length - from);
    response.writeHead(from > 0 ? 206 : 200);
    const hold = from + Math.floor((file.length - from) * (fault.holdAt ?? 1));
    await this.#send(file.subarray(from, Math.min(hold, end)), seen, response);
    if (hold < end) {
      await this.#held;
      await this.#send(file.subarray(hold, end), seen, response);
    }
    if (fault.resetAt === undefined) response.end();
    // What was written has to arrive before the connection breaks.
    else setTimeout(() => response.destroy(), 100);
  }

  async #send(bytes: Buffer, seen: Seen, response: ServerResponse): Promise<void> {
    for (let at = 0; at < bytes.length && !response.destroyed; at += PIECE_BYTES) {
      const piece = bytes.subarray(at, at + PIECE_BYTES);
      await new Promise((resolve) => response.write(piece, resolve));
      seen.sent += piece.length;
    }
  }
}

function readText(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
