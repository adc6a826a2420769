import { expect, it } from "vitest";
import { saying } from "../contract/testing/refused.ts";
import { createHubFetch } from "./hub-fetch.ts";

const HUB = "https://hub.test";

/** What each address was shown, as the page tells token after token. */
function start() {
  const shown: [string, string | null][] = [];
  let tell: (event: { readonly data: unknown }) => void = () => undefined;
  const fetcher: typeof fetch = async (input, init) => {
    shown.push([`${input}`, new Headers(init?.headers).get("Authorization")]);
    return new Response(new Headers(init?.headers).get("Range"));
  };
  const port = {
    addEventListener(_type: "message", listener: typeof tell) {
      tell = listener;
    },
  };
  const hubFetch = createHubFetch(HUB, port, fetcher);
  return { hubFetch, shown, tell: (data: unknown) => tell({ data }) };
}

it("shows the token to the Hub alone, until it is taken back", async () => {
  const { hubFetch, shown, tell } = start();
  const others = [
    "https://cdn.hub.test/x",
    "https://hub.test.evil.test/",
    "http://hub.test/x",
    "https://hub.test:8443/",
  ];
  await hubFetch(`${HUB}/api`);
  tell({ hubToken: "hf_secret" });
  const answer = await hubFetch(new URL(`${HUB}/api`), { headers: { Range: "bytes=1-" } });
  expect(await answer.text()).toBe("bytes=1-");
  for (const url of others) await hubFetch(url);
  tell({ hubToken: "" });
  await hubFetch(`${HUB}/api`);
  expect(shown).toEqual([
    [`${HUB}/api`, null],
    [`${HUB}/api`, "Bearer hf_secret"],
    ...others.map((url) => [url, null]),
    [`${HUB}/api`, null],
  ]);
});

it("tells where the Hub answers and its storage does not, as in a browser that asks that one about the token", async () => {
  const opened = (type: string) => {
    let tell: (event: { readonly data: unknown }) => void = () => undefined;
    const port = {
      addEventListener(_type: "message", listener: typeof tell) {
        tell = listener;
      },
    };
    const fetcher: typeof fetch = async (_input, init) => {
      if (init?.redirect !== "manual") throw new TypeError("Load failed");
      return Object.defineProperty(new Response(), "type", { value: type });
    };
    const hubFetch = createHubFetch(HUB, port, fetcher);
    tell({ data: { hubToken: "hf_secret" } });
    return hubFetch;
  };
  await expect(opened("opaqueredirect")(`${HUB}/a/b/resolve/x/y`)).rejects.toThrow(saying("hub.test leads to"));
  await expect(opened("cors")(`${HUB}/a/b/resolve/x/y`)).rejects.toThrow(TypeError);
  await expect(opened("opaqueredirect")("https://other.test/")).rejects.toThrow(TypeError);
});

it("leaves messages that are none alone", async () => {
  const { hubFetch, shown, tell } = start();
  for (const data of [null, "hf_x", { hubToken: 1 }, { listener: 1, delta: {} }]) tell(data);
  await hubFetch(`${HUB}/api`);
  expect(shown).toEqual([[`${HUB}/api`, null]]);
});
