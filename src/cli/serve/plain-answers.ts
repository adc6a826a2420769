import { existsSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";

/** Tells a page of an allowed origin what it may send. */
export function preflight(outgoing: ServerResponse): void {
  const headers = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Content-Type, Authorization, Idempotency-Key, X-Request-Id",
    "Access-Control-Max-Age": "600",
  };
  outgoing.writeHead(204, headers).end();
}

/** The answer for a file that is not there: for people the page of the site that explains, where it has one. */
export function makeNotFound(site: string | undefined): (incoming: IncomingMessage, outgoing: ServerResponse) => void {
  const place = site && join(site, "404.html");
  const page = place && existsSync(place) ? readFileSync(place) : undefined;
  return ({ headers: { accept = "" } }, outgoing) => {
    const shown = accept.includes("text/html") ? page : undefined;
    outgoing.writeHead(404, { "Content-Type": shown === undefined ? "text/plain" : "text/html; charset=utf-8" });
    outgoing.end(shown ?? "Not found");
  };
}
