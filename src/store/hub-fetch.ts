import { isTokenNews } from "../contract/hub-token.ts";
import { refuse } from "../contract/outcome.ts";
import type { OwnPort } from "../contract/own-port.ts";

/**
 * A `fetch` that shows the visitor's token to the Hub, and to no other origin. Where the Hub leads to its storage, the browser takes the token
 * off (Fetch's "HTTP-redirect fetch"): Chrome from 119, Firefox from 111, Safari from 16.1. An older one shows it to the storage that the Hub
 * names, which a page can neither see nor change.
 * @param port by which the page tells the token
 */
export function createHubFetch(
  hubUrl: string,
  port: Pick<OwnPort, "addEventListener">,
  fetcher: typeof fetch,
): typeof fetch {
  const { origin } = new URL(hubUrl);
  let token = "";
  port.addEventListener("message", ({ data }) => {
    if (isTokenNews(data)) token = data.hubToken;
  });
  return async (input, init) => {
    const { url } = input instanceof Request ? input : { url: input };
    if (token === "" || new URL(url).origin !== origin) return fetcher(input, init);
    const headers = new Headers(init?.headers);
    headers.set("Authorization", `Bearer ${token}`);
    const shown = { ...init, headers };
    return fetcher(input, shown).catch(async (error: unknown) => {
      if (await isLedAway(input, shown, fetcher)) throw refuse("network", "storage", { host: new URL(hubUrl).host });
      throw error;
    });
  };
}

/** Whether the Hub answers, and leads to its storage: then it was that one that did not. */
async function isLedAway(input: Parameters<typeof fetch>[0], init: RequestInit, fetcher: typeof fetch) {
  if (init.signal?.aborted) return false;
  const answer = await fetcher(input, { ...init, redirect: "manual" }).catch(() => undefined);
  return answer?.type === "opaqueredirect";
}
