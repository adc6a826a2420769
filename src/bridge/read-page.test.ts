import { describe, expect, it } from "vitest";
import { failureOf } from "../contract/outcome.ts";
import { readPage } from "./read-page.ts";

const URL_OF_PAGE = "https://site.test/embed.html";

describe("readPage", () => {
  it("gives the page's text", async () => {
    expect(await readPage(URL_OF_PAGE, async () => new Response("<!doctype html>"))).toBe("<!doctype html>");
  });

  it.each([503, 404])("takes an answer with status %s for no page, and says so", async (status) => {
    const failure = await readPage(URL_OF_PAGE, async () => new Response("Sorry.", { status })).catch(failureOf);
    expect(failure).toMatchObject({ code: "server_error", parameters: { url: URL_OF_PAGE, status: `${status}` } });
  });

  it("tells that the network sent none", async () => {
    const failure = await readPage(URL_OF_PAGE, () => Promise.reject(new TypeError("Failed to fetch"))).catch(
      failureOf,
    );
    expect(failure).toMatchObject({ code: "network", parameters: { url: URL_OF_PAGE, reason: "Failed to fetch" } });
  });
});
