import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { parseAddress } from "../../contract/parse-address.ts";

/** The name that a call is logged under: the caller's own, where it is fit for a log. */
export function idOf({ headers }: IncomingMessage): string {
  const given = headers["x-request-id"];
  return typeof given === "string" && /^[\w.:-]{1,100}$/.test(given) ? given : randomUUID();
}

/** The address that was asked for; nothing where it is none. */
export function urlOf({ url = "/", headers: { host = "localhost" } }: IncomingMessage): URL | undefined {
  return parseAddress(url, `http://${host}`);
}
