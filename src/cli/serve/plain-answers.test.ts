import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeNotFound } from "./plain-answers.ts";

const site = mkdtempSync(join(tmpdir(), "hostless-site-"));
writeFileSync(join(site, "404.html"), "<h1>Not found</h1>");
const [withPage, without] = [makeNotFound(site), makeNotFound(undefined)];
const server = createServer((request, response) => (request.url === "/page" ? withPage : without)(request, response));
let url = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  url = typeof address === "object" ? `http://127.0.0.1:${address?.port}` : "";
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe("the answer for a file that is not there", () => {
  it.each([
    ["page", "text/html,*/*", "text/html; charset=utf-8", "<h1>Not found</h1>"],
    ["page", "*/*", "text/plain", "Not found"],
    ["none", "text/html", "text/plain", "Not found"],
  ])("of a site with %s is for %s a %s", async (path, accept, type, text) => {
    const response = await fetch(`${url}/${path}`, { headers: { Accept: accept } });
    expect([response.status, response.headers.get("Content-Type"), await response.text()]).toEqual([404, type, text]);
  });
});
