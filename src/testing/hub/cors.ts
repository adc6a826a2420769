import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * Request headers that each place lets a page of another origin send. WebKit asks the storage, too, whether a token may come, though it
 * takes it off; one that says no gets no request from there.
 */
const ALLOWED = {
  hub: new Set(["authorization", "content-type", "accept", "x-request-id", "x-xet-session-id", "range", "if-range"]),
  cdn: new Set(["authorization", "content-type", "range", "if-range", "x-request-id"]),
  chunks: new Set(["authorization", "content-type", "x-xet-session-id"]),
};
const METHODS = { hub: ["GET", "HEAD", "POST", "PUT", "DELETE"], cdn: ["GET", "HEAD", "PUT"], chunks: ["GET", "POST"] };
const EXPOSED =
  "X-Repo-Commit, X-Request-Id, X-Error-Code, X-Error-Message, X-Linked-Size, X-Linked-Etag, ETag, Link, Retry-After, Accept-Ranges, Content-Range";

/**
 * CORS as the Hub and its storage have it: what a page asks for beyond that is refused, as a browser would find out.
 * @returns whether the request was a preflight, which is answered
 */
export function answerCors(place: "hub" | "cdn", request: IncomingMessage, response: ServerResponse): boolean {
  const asked = request.url?.startsWith("/cas/") ? "chunks" : place;
  const { origin } = request.headers;
  if (origin !== undefined) {
    response.setHeader("Access-Control-Allow-Origin", place === "hub" ? origin : "*");
    response.setHeader("Access-Control-Expose-Headers", EXPOSED);
  }
  response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
  if (request.method !== "OPTIONS") return false;
  const wanted = (request.headers["access-control-request-headers"] ?? "").split(",").map((name) => name.trim());
  const isRight =
    wanted.every((name) => name === "" || ALLOWED[asked].has(name.toLowerCase())) &&
    METHODS[asked].includes(request.headers["access-control-request-method"] ?? "");
  response.setHeader("Access-Control-Allow-Headers", [...ALLOWED[asked]].join(", "));
  response.setHeader("Access-Control-Allow-Methods", METHODS[asked].join(", "));
  response.writeHead(isRight ? 204 : 403).end();
  return true;
}
