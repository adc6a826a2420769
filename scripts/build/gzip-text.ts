import { readFileSync, statSync } from "node:fs";
import { join, normalize } from "node:path";
import { gzipSync } from "node:zlib";
import type { StaticServerOptions } from "../../src/testing/static-server.ts";

/** What static hosts compress, and as what they send it. */
const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  mjs: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  json: "application/json; charset=utf-8",
  webmanifest: "application/manifest+json; charset=utf-8",
  svg: "image/svg+xml",
  md: "text/markdown; charset=utf-8",
};

/**
 * Answers for text files below `root` as static hosts do, gzipped; hand it to the static server as `intercept`. Parts of
 * files, and all other files, are left to the server.
 */
export function gzipText(root: string): NonNullable<StaticServerOptions["intercept"]> {
  const packed = new Map<string, { readonly etag: string; readonly bytes: Buffer }>();
  const pack = (path: string) => {
    const { mtimeMs, size } = statSync(path);
    const etag = `"${size}-${mtimeMs}-gzip"`;
    const known = packed.get(path);
    if (known?.etag === etag) return known;
    const made = { etag, bytes: gzipSync(readFileSync(path)) };
    packed.set(path, made);
    return made;
  };
  return (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://site");
    const name = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    const type = TYPES[name.slice(name.lastIndexOf(".") + 1)];
    const { headers, method } = request;
    if (type === undefined || method !== "GET" || headers.range !== undefined) return false;
    if (!/\bgzip\b/.test(headers["accept-encoding"] ?? "")) return false;
    const path = join(root, normalize(decodeURIComponent(name)));
    if (!path.startsWith(normalize(root)) || !statSync(path, { throwIfNoEntry: false })?.isFile()) return false;
    const { etag, bytes } = pack(path);
    response.setHeader("ETag", etag);
    response.setHeader("Vary", "Accept-Encoding");
    if (headers["if-none-match"] === etag) response.writeHead(304).end();
    else response.writeHead(200, { "Content-Type": type, "Content-Encoding": "gzip" }).end(bytes);
    return true;
  };
}
