import type { ApiHost } from "../../contract/api/host.ts";
import type { ApiWorld } from "../api-world.ts";
import { answerApi } from "../router.ts";

/** A page answers no two calls by one id, whichever service worker they come from. */
let id = 0;

export const ORIGIN = "https://site.test";

/** The world of a service worker that finds `host`, or no page at all, and whose clock stands still. */
export function worldOf(host: ApiHost | undefined): ApiWorld {
  return {
    version: "1.2.3",
    pages: {
      find: async () => host && { host, status: await host.status() },
      findAll: async () => (host === undefined ? [] : [await host.status()]),
    },
    incarnation: "first",
    origin: ORIGIN,
    now: () => 1_000_000,
    random: () => 0.99,
    newId: () => `call-${id++}`,
    wait: () => new Promise(() => {}),
  };
}

/** Posts a body to a route; one that is a text goes as it is. */
export function ask(path: string, body: unknown, host?: ApiHost, init: RequestInit = {}): Promise<Response> {
  const request = new Request(`${ORIGIN}/api/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
    ...init,
  });
  return answerApi(request, path, worldOf(host), "client");
}

export function get(path: string, host?: ApiHost, headers: Record<string, string> = {}): Promise<Response> {
  return answerApi(new Request(`${ORIGIN}/api/${path}`, { headers }), path, worldOf(host), "client");
}

/** A `fetch` that the routes answer, for clients that take one. */
export function fetchFrom(host: ApiHost | undefined): typeof fetch {
  return (input, init) => {
    const request = new Request(input, init);
    return answerApi(request, new URL(request.url).pathname.replace(/^\/api\//, ""), worldOf(host), "client");
  };
}

/** The data of a stream's events, parsed where it is JSON. */
export async function eventsOf(response: Response): Promise<unknown[]> {
  const text = await response.text();
  return text
    .split("\n\n")
    .filter((block) => block !== "")
    .map((block) => block.replace(/^data: /, ""))
    .map((data) => (data === "[DONE]" ? data : JSON.parse(data)));
}
