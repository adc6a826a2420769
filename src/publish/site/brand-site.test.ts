import { describe, expect, it } from "vitest";
import { saying } from "../../contract/testing/refused.ts";
import type { SiteSettings } from "../../contract/site-settings.ts";
import { BUILT, builtFiles } from "../testing/built-site.ts";
import { sourceOf } from "../testing/package-source.ts";
import { brandSite } from "./brand-site.ts";

const { sha256 } = sourceOf({});
/** The signature, then the chunk of 512 × 512 pixels. */
const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 2, 0, 0, 0, 2, 0);

async function brand(settings: SiteSettings, built = builtFiles()) {
  const site = await brandSite(built, "dist", settings, sha256);
  const files = new Map(site.map(({ path, content }) => [path, content]));
  return { site, files, text: async (path: string) => (await files.get(path)?.text()) ?? "" };
}

describe("brandSite", () => {
  it("leaves files that say nothing of the site the very same, and lists what is there", async () => {
    const built = builtFiles();
    const { files, text } = await brand({ title: "Poems" }, built);
    const app = built.find(({ path }) => path === "assets/app.js");
    expect(files.get("assets/app.js")).toBe(app?.content);
    expect(JSON.parse(await text("site.json"))).toEqual({ title: "Poems" });
    const listed: { path: string }[] = JSON.parse(await text("site-files.json"));
    expect(listed.map(({ path }) => path)).toContain("index.html");
  });

  it("lets visitors of before see the change, and keeps colours offline", async () => {
    const { site, text } = await brand({ title: "Poems", colors: { accent: "#7a1f5c" } });
    const worker = await text("sw.js");
    expect(worker).toMatch(/\{"revision":"[0-9a-f]{32}","url":"site.css"\}/);
    expect(worker).toMatch(/\{"revision":"[0-9a-f]{32}","url":"index.html"\}/);
    expect(worker).not.toContain('"aa00"');
    const again = await brand({ title: "Poems" }, [...site]);
    expect(await again.text("sw.js")).not.toContain("site.css");
    expect(again.files.has("site.css")).toBe(false);
    expect(await again.text("sw.js")).toBe(await (await brand({ title: "Poems" })).text("sw.js"));
  });

  it("names the app, with the icon that its owner has", async () => {
    const icon = { path: "icons/site.png", content: new Blob([PNG]) };
    const { text } = await brand({ title: "A long title of many a word", icon: "icons/site.png" }, [
      ...builtFiles(),
      icon,
    ]);
    expect(JSON.parse(await text("manifest.webmanifest"))).toMatchObject({
      name: "A long title of many a word",
      short_name: "A long title of many a word",
      icons: [{ src: "icons/site.png", sizes: "512x512", type: "image/png" }],
      theme_color: "#17594c",
    });
    expect(await text("sw.js")).toContain('"url":"icons/site.png"');
  });

  it("refuses an icon that is not there or no picture, and what is no built site", async () => {
    await expect(brand({ icon: "icons/none.png" })).rejects.toThrow(saying("icon is icons/none.png"));
    const text = { path: "icons/site.png", content: new Blob(["not a picture, though long enough for one"]) };
    await expect(brand({ icon: "icons/site.png" }, [...builtFiles(), text])).rejects.toThrow(saying("not a PNG"));
    const { "index.html": _gone, ...rest } = BUILT;
    await expect(brand({}, builtFiles(rest))).rejects.toThrow(saying("index.html is missing"));
  });
});
