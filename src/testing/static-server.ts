import { existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import sirv from "sirv";

export interface StaticServerOptions {
  /** Folder to serve. */
  readonly root: string;
  /** Folder whose files take precedence over those of `root`: what a test adds to a built site. */
  readonly overlay?: string;
  /** Path the site lies under, with slashes at both ends. */
  readonly base?: string;
  readonly port?: number;
  /** Send the headers of the folder's `_headers` file, as Netlify and Cloudflare Pages do; GitHub Pages does not. */
  readonly headers?: boolean;
  /** Leave `.html` and `index` out of addresses, and redirect those who write them: Cloudflare Pages, Vercel's `cleanUrls`. */
  readonly cleanUrls?: boolean;
  /** Looks at every request first, its path from the base; answers `true` when it has answered itself. */
  readonly intercept?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

export interface StaticSite {
  readonly server: Server;
  readonly url: string;
  /** Ends open connections, too. */
  close(): void;
}

/** Serves a built site on 127.0.0.1 the way a static host would. */
export async function startStaticServer(options: StaticServerOptions): Promise<StaticSite> {
  const { root, overlay = root, base = "/", port = 0, headers = true, cleanUrls = false, intercept } = options;
  const rules = headers ? readHeaders(join(root, "_headers")) : [];
  const files = sirv(root, { dev: true, etag: true });
  const before = sirv(overlay, { dev: true, etag: true });
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    if (!path.startsWith(base)) {
      response.writeHead(404).end("Not found");
      return;
    }
    request.url = `/${path.slice(base.length)}`;
    response.setHeader("Cache-Control", "no-cache");
    for (const rule of rules.filter((each) => applies(each, request.url ?? "/"))) {
      for (const [name, value] of rule.headers) response.setHeader(name, value);
    }
    if (intercept?.(request, response)) return;
    const clean = cleanUrls ? cleanUrl(path) : path;
    if (clean !== path) {
      response.writeHead(308, { Location: clean }).end();
      return;
    }
    before(request, response, () => {
      files(request, response, () => {
        const page = join(root, "404.html");
        response.statusCode = 404;
        if (existsSync(page)) response.setHeader("Content-Type", "text/html; charset=utf-8");
        response.end(existsSync(page) ? readFileSync(page) : "Not found");
      });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return {
    server,
    url: `http://localhost:${bound}${base}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The address without what such a host leaves out; others as they are. */
function cleanUrl(address: string): string {
  const [, path = "", rest = ""] = /^([^?]*)(.*)$/.exec(address) ?? [];
  return `${path.replace(/\.html$/, "").replace(/\/index$/, "/")}${rest}`;
}

interface HeaderRule {
  /** Path, or a prefix followed by `*`. */
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
}

/** The blocks of a `_headers` file: a path, then indented `Name: value` lines. */
function readHeaders(file: string): HeaderRule[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split(/\n(?=\S)/)
    .map((block) => ({
      path: block.split("\n", 1)[0]?.trim() ?? "",
      headers: [...block.matchAll(/^\s+([\w-]+):\s*(.+)$/gm)].map(
        ([, name = "", value = ""]) => [name, value] as const,
      ),
    }));
}

function applies({ path }: HeaderRule, requested: string): boolean {
  return path.endsWith("*") ? requested.startsWith(path.slice(0, -1)) : requested === path;
}
