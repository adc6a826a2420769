import { describe, expect, it } from "vitest";
import type { SiteSettings } from "../../contract/site-settings.ts";
import { saying } from "../../contract/testing/refused.ts";
import { preparePackage } from "../package-files.ts";
import { BUILT, builtFiles } from "../testing/built-site.ts";
import { licensedPackage, sourceOf } from "../testing/package-source.ts";
import { MODEL_INDEX, parseModelIndex } from "../../contract/model-index.ts";
import { parseManifest } from "../../contract/parse-manifest.ts";
import { makeSite } from "./make-site.ts";

async function makeTiny(built = BUILT, settings: SiteSettings = {}) {
  const source = sourceOf(await licensedPackage());
  const made = await preparePackage(source, { title: 'Tiny <"&', summary: "Says $& things." });
  const site = await makeSite(builtFiles(built), "dist", made, source.sha256, settings);
  const files = new Map(site.map(({ path, content }) => [path, content]));
  return { made, files, text: async (path: string) => (await files.get(path)?.text()) ?? "" };
}

describe("makeSite", () => {
  it("has the package as its own model, and nothing of the one that it was built with", async () => {
    const { made, files, text } = await makeTiny();
    const own = [...files.keys()].filter((path) => path.startsWith("models/"));
    expect(own.sort()).toEqual(made.files.map(({ path }) => `models/tiny/${path}`).sort());
    expect(files.has("picture.png")).toBe(false);
    expect(await text("assets/app.js")).toBe("1");
    expect(await text("_headers")).toBe("/*\n");
    expect(files.get(".nojekyll")?.size).toBe(0);
    expect(await text("404.html")).toContain("Tiny &lt;&quot;&amp;");
  });

  it("speaks of the model's title and summary, and has nothing drawn of another", async () => {
    const page = await (await makeTiny()).text("index.html");
    expect(page).toContain("<title>Tiny &lt;&quot;&amp;</title>");
    expect(page).toContain('<meta property="og:title" content="Tiny &lt;&quot;&amp;">');
    expect(page).toContain('<meta name="description" content="Says $&amp; things.">');
    expect(page).toContain('<div id="root"></div>\n    <noscript>\n      <div>no script</div>');
    expect(page).not.toMatch(/quotes|site-card|picture/);
  });

  it("says the site's own title behind the model's, and that of the model once where they are one", async () => {
    const page = await (await makeTiny(BUILT, { title: "My site" })).text("index.html");
    expect(page).toContain("<title>Tiny &lt;&quot;&amp; · My site</title>");
    expect(page).toContain('<meta property="og:title" content="Tiny &lt;&quot;&amp; · My site">');
    const same = await (await makeTiny(BUILT, { title: 'Tiny <"&' })).text("index.html");
    expect(same).toContain("<title>Tiny &lt;&quot;&amp;</title>");
  });

  it("lets visitors of an older version get the changed files", async () => {
    const worker = await (await makeTiny()).text("sw.js");
    expect(worker).toMatch(/\{"revision":"[0-9a-f]{32}","url":"index.html"\},\{"revision":"bb11","url":"docs.html"\}/);
    const app = JSON.parse(await (await makeTiny()).text("manifest.webmanifest"));
    expect(app).toMatchObject({ name: 'Tiny <"&', short_name: 'Tiny <"&', description: "Says $& things." });
    expect(app).not.toHaveProperty("screenshots");
  });

  it("has other packages in folders of their own, to be chosen", async () => {
    const source = sourceOf(await licensedPackage());
    const [made, other] = await Promise.all([preparePackage(source), preparePackage(source, { title: "Other" })]);
    const site = await makeSite(builtFiles(), "dist", made, source.sha256, {}, [other, other]);
    const list = await site.find(({ path }) => path === MODEL_INDEX)?.content.text();
    expect(parseModelIndex(list ?? "").map(({ name, title }) => [name, title])).toEqual([
      ["tiny", "Tiny"],
      ["tiny-2", "Other"],
      ["tiny-3", "Other"],
    ]);
    const names = site.filter(({ path }) => path.endsWith("/manifest.json")).map(async ({ content }) => content.text());
    expect((await Promise.all(names)).map((text) => parseManifest(text).name)).toEqual(["tiny", "tiny-2", "tiny-3"]);
    const worker = await site.find(({ path }) => path === "sw.js")?.content.text();
    expect(worker).toMatch(/\{"revision":"[0-9a-f]{32}","url":"models\/index\.json"\}/);
    const again = await makeSite(site, "dist", made, source.sha256);
    expect(again.map(({ path }) => path)).not.toContain(MODEL_INDEX);
    expect(await again.find(({ path }) => path === "sw.js")?.content.text()).not.toContain(MODEL_INDEX);
  });

  it("tells names apart without their capitals, as some disks do", async () => {
    const source = sourceOf(await licensedPackage());
    const made = await preparePackage(source);
    const other = { ...made, manifest: { ...made.manifest, name: "Tiny" } };
    const site = await makeSite(builtFiles(), "dist", made, source.sha256, {}, [other]);
    const folders = new Set(site.flatMap(({ path }) => /^models\/([^/]+)\//.exec(path)?.[1] ?? []));
    expect([...folders]).toEqual(["tiny", "Tiny-2"]);
  });

  it("refuses a folder that is no built site", async () => {
    const { "sw.js": _gone, ...rest } = BUILT;
    await expect(makeTiny(rest)).rejects.toThrow(saying("dist is not a built site: sw.js is missing"));
  });
});
