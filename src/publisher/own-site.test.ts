import { expect, it } from "vitest";
import { preparePackage } from "../publish/package-files.ts";
import { licensedPackage, sourceOf } from "../publish/testing/package-source.ts";
import { makeOwnSite } from "./own-site.ts";
import { publisherAt, SITE } from "./testing/publisher-at.ts";

const HUB = "https://hub.example";
const OWNERS = JSON.stringify({ hub_url: HUB, hub_hosts: ["https://files.example"] });

/** The settings of a site that is made of one whose `site.json` is answered so. */
async function settingsOf(answer?: () => Promise<Response>): Promise<unknown> {
  const files = await licensedPackage();
  const { world } = await publisherAt({ hubUrl: HUB, files, beside: { "site.json": OWNERS } });
  const fetcher: typeof fetch = (input, init) =>
    answer !== undefined && `${input}` === `${SITE}site.json` ? answer() : world.fetch(input, init);
  const made = await preparePackage(sourceOf(files));
  const site = await makeOwnSite({ ...world, fetch: fetcher }, made, AbortSignal.timeout(60_000));
  return JSON.parse((await site.find(({ path }) => path === "site.json")?.content.text()) ?? "");
}

it("goes on loading from the Hub of this site, with the hosts that its owner named, if any", async () => {
  expect(await settingsOf()).toMatchObject({ hub_url: HUB, hub_hosts: ["https://files.example"] });
  expect(await settingsOf(async () => new Response(null, { status: 404 }))).not.toHaveProperty("hub_hosts");
});

it.each([
  ["an error of the host", async () => new Response(null, { status: 503 })],
  ["no network", () => Promise.reject(new TypeError("Failed to fetch"))],
])("is not made without those hosts where they cannot be read: %s", async (_name, answer) => {
  await expect(settingsOf(answer)).rejects.toMatchObject({
    failure: { code: "not_published", detail: "site_incomplete", parameters: { path: "site.json" } },
  });
});
