import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import sirv from "sirv";

export interface StaticServerOptions {
  /** Folder to serve. */
  readonly root: string;
  /** Path the site lies under, with slashes at both ends. */
  readonly base?: string;
  readonly port?: number;
  /** Send the headers of the folder's `_headers` file, as Netlify and Cloudflare Pages do; GitHub Pages does not. */
  readonly headers?: boolean;
}

/** Serves a built site on 127.0.0.1 the way a static host would, and resolves with the server and its address. */
export async function startStaticServer(options: StaticServerOptions): Promise<{ server: Server; url: string }> {
  const { root, base = "/", port = 0, headers = true } = options;
  const always = headers ? readHeaders(join(root, "_headers")) : [];
  const files = sirv(root, { dev: true, etag: true });
  const server = createServer((request, response) => {
    for (const [name, value] of always) response.setHeader(name, value);
    response.setHeader("Cache-Control", cachePolicy(request.url ?? "/"));
    const path = request.url ?? "/";
    if (!path.startsWith(base)) {
      response.writeHead(404).end("Not found");
      return;
    }
    request.url = `/${path.slice(base.length)}`;
    files(request, response, () => {
      response.writeHead(404).end("Not found");
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return { server, url: `http://localhost:${bound}${base}` };
}

/** Hashed files never change; everything else is asked for again. */
function cachePolicy(path: string): string {
  return path.includes("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
}

/** The block for `/*` of a `_headers` file: indented `Name: value` lines. */
function readHeaders(file: string): [string, string][] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return [];
  }
  return [...text.matchAll(/^\s+([\w-]+):\s*(.+)$/gm)].map(([, name = "", value = ""]) => [name, value]);
}
