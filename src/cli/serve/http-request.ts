import type { IncomingMessage } from "node:http";

/** Headers that the routes look at. */
const READ = ["content-type", "idempotency-key", "accept"];

/** Methods that no `Request` can have. No route takes them, as none takes DELETE. */
const UNMADE = new Set(["TRACE", "TRACK", "CONNECT"]);

/**
 * A request as the routes take it.
 * @param most bytes of a body that are read: of a longer one a byte more, so that it can be refused
 * @param signal aborted when the caller goes away
 */
export async function readRequest(incoming: IncomingMessage, url: URL, most: number, signal: AbortSignal) {
  const headers = new Headers();
  for (const name of READ) {
    const value = incoming.headers[name];
    if (typeof value === "string") headers.set(name, value);
  }
  const asked = incoming.method ?? "GET";
  const method = UNMADE.has(asked) ? "DELETE" : asked;
  if (method === "GET" || method === "HEAD") return new Request(url, { method: "GET", headers, signal });
  return new Request(url, { method, headers, signal, body: await readCapped(incoming, most) });
}

async function readCapped(incoming: IncomingMessage, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of incoming) {
    // The rest of one that is too long is read and dropped, so that its sender gets to read the answer.
    if (!(part instanceof Uint8Array) || length > most) continue;
    parts.push(part);
    length += part.length;
  }
  const whole = new Uint8Array(Math.min(length, most + 1));
  let at = 0;
  for (const part of parts) {
    whole.set(part.subarray(0, whole.length - at), at);
    at = Math.min(whole.length, at + part.length);
  }
  return whole;
}
