import { afterAll, beforeAll, expect, it } from "vitest";
import { startWritableHub, type WritableHub } from "../testing/hub/writable-hub.ts";
import { fetchChecked } from "./fetch-checked.ts";
import { createHubFetch } from "./hub-fetch.ts";
import { lookUp } from "./look-up.ts";

const TOKENS = {
  hf_reader: { name: "reader", scopes: [] },
  hf_other: { name: "other", scopes: [] },
};
const FILES = { "config.json": "{}", "model.safetensors": "x".repeat(2000), "README.md": "# Closed" };

let hub: WritableHub;
beforeAll(async () => {
  hub = await startWritableHub({
    tokens: TOKENS,
    repos: { "owner/open": { files: FILES }, "owner/gated": { files: FILES }, "owner/secret": { files: FILES } },
  });
  hub.closeRepo("owner/gated", ["reader"]);
  hub.closeRepo("owner/secret");
});
afterAll(() => hub.close());

/** Looks a repository up, and fetches its weights. @returns their size */
async function read(repo: string, hubToken = ""): Promise<number> {
  let tell: (event: { readonly data: unknown }) => void = () => undefined;
  const port = {
    addEventListener(_type: "message", listener: typeof tell) {
      tell = listener;
    },
  };
  const hubFetch = createHubFetch(hub.url, port, fetch);
  tell({ data: { hubToken } });
  const { files } = await lookUp(
    { kind: "hub", repo },
    { fetch: hubFetch, hubUrl: hub.url, siteBase: "https://site.test/" },
  );
  const weights = files.find(({ path }) => path === "model.safetensors");
  const url = weights !== undefined && "url" in weights.from ? weights.from.url : "";
  return (await (await fetchChecked(hubFetch, url)).text()).length;
}

it("opens what is for everyone without a token", async () => {
  expect(await read("owner/open")).toBe(2000);
});

it.each(["owner/gated", "owner/secret"])(
  "opens %s for who may read it, and shows the token to the Hub alone",
  async (repo) => {
    const before = hub.log.length;
    expect(await read(repo, "hf_reader")).toBe(2000);
    const stored = hub.log.slice(before).filter(({ url }) => url.startsWith(hub.cdnUrl));
    expect(stored.map(({ authorization }) => authorization)).toEqual([undefined]);
    expect(hub.log.filter(({ url }) => url.includes("hf_"))).toEqual([]);
  },
);

it.each([
  ["owner/secret", "", "status_401"],
  ["owner/gated", "", "status_401"],
  ["owner/gated", "hf_other", "status_403"],
  ["owner/secret", "hf_wrong", "status_401"],
  ["owner/open", "hf_wrong", "status_401"],
])("tells who may not read %s with the token %j why", async (repo, token, detail) => {
  await expect(read(repo, token)).rejects.toMatchObject({ failure: { code: "unauthorized", detail } });
});
