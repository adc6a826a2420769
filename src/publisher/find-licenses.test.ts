import { afterAll, beforeAll, expect, it } from "vitest";
import { startWritableHub, type WritableHub } from "../testing/hub/writable-hub.ts";
import { findLicenses } from "./find-licenses.ts";

let hub: WritableHub;
beforeAll(async () => {
  const card = (license: string) => `---\nlicense: ${license}\n---\n# Base\n`;
  hub = await startWritableHub({ repos: { "them/base": { files: { "README.md": card("cc-by-nc-4.0") } } } });
});
afterAll(() => hub.close());

it("reads what the cards of base models name, and says of others that they name none", async () => {
  const world = { fetch: globalThis.fetch, wait: async () => undefined, hubUrl: hub.url };
  const found = await findLicenses(world, ["them/base", "nobody/knows"]);
  expect(found).toEqual([{ repo: "them/base", license: "cc-by-nc-4.0" }, { repo: "nobody/knows" }]);
});
