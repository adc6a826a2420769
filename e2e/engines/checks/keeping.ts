import { type Check, expectSame } from "../check.ts";

const reload: Check = {
  name: "a reload asks the host for no script, page or weight",
  async run({ tab, site }) {
    const opened = await tab();
    await opened.evaluate((page) => page.controlled());
    const before = site.server.seen.length;
    await opened.reload();
    await opened.evaluate(async (page) => {
      await page.ready();
      await page.run("life is");
    });
    const asked = site.server.seen.slice(before).map(({ url }) => url.replace(/^.*\//, "").replace(/\?.*$/, ""));
    // The watcher is this suite's. The manifest is looked at for another version, the service worker by the browser itself.
    expectSame(
      "asked for",
      [...new Set(asked)].filter(
        (name) => !/^(sw\.js|watch\.js|manifest\.json|manifest\.webmanifest|.*icon.*)$/.test(name),
      ),
      [],
    );
    return undefined;
  },
};

export const KEEPING = [reload];
