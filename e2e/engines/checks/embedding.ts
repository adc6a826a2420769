import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startStaticServer } from "../../../src/testing/static-server.ts";
import { type Check, expectSame } from "../check.ts";
import { startWatchedSite } from "../watched-site.ts";

/** A page of somebody else with the site's tag; it writes down what the tag reports. */
const blogPage = (site: string) => `<!doctype html><meta charset="utf-8"><title>A blog</title>
<script>
  events = [];
  for (const name of ["hostless-load", "hostless-result", "hostless-error"]) addEventListener(name, (event) => events.push(event.type));
</script>
<script type="module" src="${site}sdk.js"></script>
<hostless-form src="${site}" prompt="life is"></hostless-form>`;

const frame = () => document.querySelector("hostless-form iframe");

const tag: Check = {
  name: "the tag on another site: nothing before Allow, then a text and its events",
  run: async ({ visit }) => {
    // One that no earlier check's page still asks for weights.
    const site = await startWatchedSite();
    const folder = await mkdtemp(join(tmpdir(), "hostless-blog-"));
    await writeFile(join(folder, "index.html"), blogPage(site.url));
    const blog = await startStaticServer({ root: folder, headers: false });
    try {
      return await visit(async (tab) => {
        // The other name of this machine: another site, not only another port.
        await tab.open(blog.url.replace("localhost", "127.0.0.1"));
        await tab.evaluate((page) =>
          page.until("the frame", () => document.querySelector("hostless-form iframe") !== null),
        );
        const before = site.server.to(/onnx/).length;
        await tab.inFrame(frame, (inner) =>
          inner.evaluate((page) =>
            page.until("Allow", () => page.findButton("Allow")?.matches(":not(:disabled):not([aria-disabled=true])")),
          ),
        );
        expectSame("weights before the click", site.server.to(/onnx/).length - before, 0);
        await tab.inFrame(frame, (inner) => inner.click((page) => page.findButton("Allow")));
        const text = await tab.inFrame(frame, (inner) =>
          inner.evaluate(async (page) => {
            await page.until("the form", () => page.findField("Prompt"));
            await page.ready();
            return page.run();
          }),
        );
        const events = await tab.evaluate(async (page) => {
          await page.until("two events", () => Reflect.get(window, "events").length > 1);
          return Reflect.get(window, "events");
        });
        expectSame("a text and its events", [text !== "", events], [true, ["hostless-load", "hostless-result"]]);
        return undefined;
      });
    } finally {
      blog.close();
      await site.close();
      await rm(folder, { recursive: true });
    }
  },
};

export const EMBEDDING = [tag];
