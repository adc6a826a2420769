import { startWritableHub } from "../../../src/testing/hub/writable-hub.ts";
import { startPublishingSite } from "../../../src/testing/publishing-site.ts";
import { tinyPackage } from "../../../src/testing/tiny-package.ts";
import { type Check, expectSame, expectTrue } from "../check.ts";

const TOKEN = "hf_reads_what_is_private";
const MODEL = "owner/secret";

/** Whether a token is dropped on the way to another origin is for each engine to do. */
export const SIGNING_IN: readonly Check[] = [
  {
    name: "a private model of the Hub opens by a token that goes to the Hub alone",
    async run({ visit }) {
      const hub = await startWritableHub({ tokens: { [TOKEN]: { name: "reader", scopes: [] } } });
      hub.setRepo(MODEL, { files: await tinyPackage(["q8"], { readme: "# Secret\n" }) });
      hub.closeRepo(MODEL);
      const site = await startPublishingSite(hub, () => ({}));
      try {
        await visit(async (tab) => {
          await tab.open(`${site.url}#model=${MODEL}`);
          const text = await tab.evaluate(async (page, token) => {
            page.fill(await page.until("the field Token", () => page.findField("Token", document)), token);
            await page.press("Sign in");
            await page.press("Load model");
            await page.ready();
            return page.run("Hello");
          }, TOKEN);
          expectTrue("a text", text.length > 0);
          const kept = await tab.evaluate(() =>
            JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state, location.href, document.cookie]),
          );
          const shown = await tab.evaluate(() => document.documentElement.outerHTML);
          expectTrue("the token in memory alone", !(kept + shown).includes(TOKEN));
        });
        expectTrue("no token in an address", !hub.log.some(({ url }) => url.includes(TOKEN)));
        const stored = hub.log.filter(({ url, method }) => url.startsWith(hub.cdnUrl) && method === "GET");
        expectTrue("files of the storage", stored.length > 0);
        expectSame(
          "tokens shown to the storage",
          stored.filter(({ authorization }) => authorization !== undefined),
          [],
        );
      } finally {
        site.close();
        await hub.close();
      }
      return undefined;
    },
  },
];
