import { expect, it } from "vitest";
import { dropOtherFiles, isDocsPage, keepFiles, splitManifest } from "./docs-files.ts";

/** A cache in memory that counts what is fetched for it. */
function memoryCache(...kept: string[]) {
  const urls = new Set(kept);
  const fetched: string[] = [];
  return {
    urls,
    fetched,
    async match(url: RequestInfo | URL) {
      return urls.has(String(url)) ? new Response() : undefined;
    },
    async add(url: RequestInfo | URL) {
      fetched.push(String(url));
      urls.add(String(url));
    },
    async keys() {
      return [...urls].map((url) => new Request(url));
    },
    async delete(request: RequestInfo | URL) {
      return urls.delete(request instanceof Request ? request.url : String(request));
    },
  };
}

const OLD = "https://site.example/assets/swagger-pane-old.js";
const NEW = "https://site.example/assets/swagger-pane-new.js";

it("leaves the API browser out of what every visitor keeps", () => {
  const page = { url: "index.html", revision: "1" };
  expect(splitManifest([page, { url: "assets/swagger-pane-a.js", revision: null }, "assets/docs-b.js"])).toEqual({
    always: [page, "assets/docs-b.js"],
    docsOnly: ["assets/swagger-pane-a.js"],
  });
});

it("knows the API's page by its address", () => {
  const paths = ["b/docs.html?x#y", "docs", "b/docs?x", "docs/", "b/", "mydocs.html", "mydocs", "docs/x", "docs.htm"];
  const known = paths.filter((path) => isDocsPage(`https://a.example/${path}`));
  expect(known).toEqual(["b/docs.html?x#y", "docs", "b/docs?x", "docs/"]);
});

it("fetches what is not kept, and drops what an earlier build left", async () => {
  const cache = memoryCache(OLD);
  await keepFiles(cache, [NEW]);
  await keepFiles(cache, [NEW]);
  expect(cache.fetched).toEqual([NEW]);
  await dropOtherFiles(cache, [NEW]);
  expect([...cache.urls]).toEqual([NEW]);
});
