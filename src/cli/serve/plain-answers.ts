import type { ServerResponse } from "node:http";

/** Tells a page of an allowed origin what it may send. */
export function preflight(outgoing: ServerResponse): void {
  const headers = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Content-Type, Authorization, Idempotency-Key, X-Request-Id",
    "Access-Control-Max-Age": "600",
  };
  outgoing.writeHead(204, headers).end();
}

/** The answer for a file that is not there. */
export function notFound(outgoing: ServerResponse): void {
  outgoing.writeHead(404, { "Content-Type": "text/plain" }).end("Not found");
}
