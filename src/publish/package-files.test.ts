import { describe, expect, it } from "vitest";
import { saying } from "../contract/testing/refused.ts";
import { preparePackage } from "./package-files.ts";
import { licensedPackage, sourceOf, unlicensedPackage } from "./testing/package-source.ts";

describe("preparePackage", () => {
  it("lists every file with its bytes and digest, the manifest last and true", async () => {
    const files = await licensedPackage();
    const { listing, files: published, card } = await preparePackage(sourceOf({ ...files, "notes.txt": "private" }));
    expect(card.license).toBe("mit");
    expect(listing.map(({ path }) => path)).toEqual(published.map(({ path }) => path));
    expect(listing.at(-1)?.path).toBe("manifest.json");
    expect(listing.some(({ path }) => path === "notes.txt")).toBe(false);
    const fresh = Object.fromEntries(
      await Promise.all(published.map(async ({ path, content }) => [path, await content.text()] as const)),
    );
    expect(fresh["README.md"]).toContain("x-own: kept # why");
    const bytes = await Promise.all(
      published.map(async ({ path, content }) => [path, new Uint8Array(await content.arrayBuffer())] as const),
    );
    // What is published is a whole package again.
    const again = await preparePackage(sourceOf(Object.fromEntries(bytes)));
    expect(again.listing).toEqual(listing);
  });

  it("puts changed files into the manifest", async () => {
    const changed = { "generation_config.json": '{"do_sample":true}' };
    const { listing } = await preparePackage(sourceOf(await licensedPackage()), {}, changed);
    expect(listing.find(({ path }) => path === "generation_config.json")?.bytes).toBe(18);
  });

  it("knows of no licence where there is none", async () => {
    expect((await preparePackage(sourceOf(await unlicensedPackage()))).card.license).toBeUndefined();
  });

  it("refuses what is no whole package", async () => {
    const files = await licensedPackage();
    await expect(preparePackage(sourceOf({ ...files, "config.json": "{}" }))).rejects.toThrow(
      saying("config.json: not what"),
    );
    await expect(preparePackage(sourceOf({}))).rejects.toThrow(saying("manifest.json is missing"));
    await expect(preparePackage(sourceOf({ "manifest.json": "{}" }))).rejects.toThrow(
      saying("not the manifest of a package"),
    );
  });
});
