import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Listing } from "../../store/listing.ts";
import { ProgressBar } from "../progress-bar.ts";
import { fetchFiles } from "./fetch-files.ts";
import { openHub } from "./hub-world.ts";

it.each(["../out.txt", "a/../../out.txt", "a\\..\\out.txt", "."])(
  "writes nothing outside its folder, though the Hub calls a file %j",
  async (path) => {
    const asked: string[] = [];
    const world = { ...(await openHub({ HF_ENDPOINT: "http://hub.test", HF_TOKEN: "" })), fetch: spy(asked) };
    const holder = mkdtempSync(join(tmpdir(), "hostless-fetch-"));
    const files = [{ path, size: 1, from: { url: "http://hub.test/out" } }];
    const listing: Listing = { source: { kind: "hub", repo: "a/b" }, name: "a/b", origin: "http://hub.test", files };
    const bar = new ProgressBar({ write: () => true });
    await expect(fetchFiles(listing, [path], join(holder, "model"), world, bar)).rejects.toMatchObject({
      failure: { code: "malformed_file", subject: path },
    });
    expect([asked, readdirSync(holder)]).toEqual([[], []]);
  },
);

function spy(asked: string[]): typeof fetch {
  return async (input) => {
    asked.push(`${input}`);
    return new Response("x");
  };
}
