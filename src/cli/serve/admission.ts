import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { refuseRequest } from "../../api/answer.ts";
import { serverWords } from "../../api/api-words.ts";

/** Who may call. */
export interface Admission {
  /** Absent: everyone who reaches the address. */
  readonly key: string | undefined;
  /** Origins of pages that may call; `*` is all of them. */
  readonly cors: readonly string[];
  /** Whether only this machine reaches the address. */
  readonly isLoopback: boolean;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;

/** Whether nothing but this machine reaches an address that a server listens on. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host.includes(":") ? `[${host}]` : host);
}

/** The answer that turns a call away; nothing where it may come in. @param isOpen for routes that need no key */
export function turnAway(headers: IncomingHttpHeaders, admission: Admission, isOpen: boolean): Response | undefined {
  const { origin, host = "", authorization } = headers;
  // A page of a foreign site can have its own name lead here; then Host is that name.
  if (admission.isLoopback && admission.key === undefined && !LOOPBACK.test(host))
    return refuseRequest(403, serverWords.host, "host");
  if (origin !== undefined && !isSame(origin, host) && allowedOrigin(origin, admission) === undefined)
    return refuseRequest(403, serverWords.origin, "origin");
  if (isOpen || admission.key === undefined || isKey(authorization, admission.key)) return undefined;
  return refuseRequest(401, serverWords.key, "invalid_api_key", { headers: { "WWW-Authenticate": "Bearer" } });
}

/** What `Access-Control-Allow-Origin` says to a page; nothing where it may not call. */
export function allowedOrigin(origin: string, { cors }: Admission): string | undefined {
  if (cors.includes("*")) return "*";
  return cors.includes(origin) ? origin : undefined;
}

function isSame(origin: string, host: string): boolean {
  return origin === `http://${host}` || origin === `https://${host}`;
}

/** Compared in the same time, whatever is given. */
function isKey(authorization: string | undefined, key: string): boolean {
  const given = /^Bearer (.+)$/i.exec(authorization ?? "")?.[1] ?? "";
  return timingSafeEqual(digestOf(given), digestOf(key));
}

function digestOf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
