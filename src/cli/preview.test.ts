import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { saying } from "../contract/testing/refused.ts";
import { servePreview } from "./preview.ts";
import { runCli } from "./testing/run-cli.ts";

it("serves a published folder with the site's headers, and not what it has not", async () => {
  const folder = await mkdtemp(join(tmpdir(), "hostless-preview-"));
  await expect(servePreview(folder, 0)).rejects.toThrow(saying("is not a built site: sw.js is missing"));
  await writeFile(join(folder, "sw.js"), "1");
  await writeFile(join(folder, "index.html"), "<p>Hello");
  const { url, close, ended } = await servePreview(folder, 0);
  const page = await fetch(url);
  expect(await page.text()).toBe("<p>Hello");
  expect(page.headers.get("Cross-Origin-Opener-Policy")).toBe("same-origin");
  expect((await fetch(`${url}none.txt`)).status).toBe(404);
  close();
  await ended;
});

it("takes a port and one folder", async () => {
  expect((await runCli("preview", "x", "--port", "70000")).err).toContain("--port 70000: give a whole number");
  expect((await runCli("preview")).code).toBe(2);
});
