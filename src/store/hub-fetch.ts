import { isTokenNews } from "../contract/hub-token.ts";
import type { OwnPort } from "../contract/own-port.ts";

/**
 * A `fetch` that shows the visitor's token to the Hub, and to no other origin; browsers take it off where the Hub leads to its storage.
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
  return (input, init) => {
    const { url } = input instanceof Request ? input : { url: input };
    if (token === "" || new URL(url).origin !== origin) return fetcher(input, init);
    const headers = new Headers(init?.headers);
    headers.set("Authorization", `Bearer ${token}`);
    return fetcher(input, { ...init, headers });
  };
}
