/** From a page to its threads: the visitor's token for the Hub from now on; empty for none. Never in storage, an address, a message or a log. */
export interface TokenNews {
  readonly hubToken: string;
}

export function isTokenNews(data: unknown): data is TokenNews {
  return typeof data === "object" && data !== null && "hubToken" in data && typeof data.hubToken === "string";
}
