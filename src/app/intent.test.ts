import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { encodeSharedRun } from "../contract/encode-shared-run.ts";
import { tellInEnglish } from "../contract/tell-in-english.ts";
import { MANGLERS } from "../contract/testing/manglers.ts";
import { inEnglish } from "../contract/testing/refused.ts";
import { readIntent } from "./intent.ts";

const own = { kind: "site", path: "models/quotes" } as const;
const at = (rest: string) => readIntent(new URL(`https://site.example/a/b/${rest}`), own);

describe("readIntent", () => {
  it("opens the site's own model without a fragment", () => expect(at("")).toEqual({ source: own }));

  it("reads a model in a folder of a repository", () => {
    const inFolder = { kind: "hub", repo: "owner/name", revision: "a/b", folder: "sub" };
    expect(at("#model=owner/name/tree/a%2Fb/sub").source).toEqual(inFolder);
    const shared = encodeSharedRun({ prompt: "x", parameters: {}, repo: "owner/name", revision: "a/b", folder: "sub" });
    expect(at(`#${shared}`).source).toEqual(inFolder);
  });

  it("reads a model of the Hub and its revision", () => {
    expect(at("#model=owner/name@v1").source).toEqual({ kind: "hub", repo: "owner/name", revision: "v1" });
  });

  it("reads an adapter in a link, of whichever version, for the site's model or the one that is named", () => {
    expect(at("#v1=SEx2AQ")).toEqual({ source: own, voice: "SEx2AQ" });
    expect(at("#v2=x&utm_source=y")).toEqual({ source: own, voice: "x" });
    const hub = { kind: "hub", repo: "owner/name", revision: "v1" };
    expect(at("#v1=SEx2AQ&model=owner/name@v1")).toEqual({ source: hub, voice: "SEx2AQ" });
    expect(at(`#link=${encodeURIComponent("web+hostless:v1=SEx2AQ")}`)).toEqual({ source: own, voice: "SEx2AQ" });
  });

  it("reads a shared run of the site's model and of a foreign one", () => {
    const run = { prompt: "life", parameters: { seed: 1 } };
    expect(at(`#${encodeSharedRun(run)}`)).toEqual({ source: own, shared: run });
    const foreign = at(`#${encodeSharedRun({ ...run, repo: "owner/name" })}`);
    expect(foreign.source).toEqual({ kind: "hub", repo: "owner/name" });
  });

  it("opens another model of the site where that one wrote the shared run", () => {
    const run = { prompt: "life", parameters: { seed: 1 }, site: "quotes-small" };
    const source = { kind: "site", path: "models/quotes-small" };
    expect(at(`#${encodeSharedRun(run)}`)).toEqual({ source, shared: run });
  });

  const links = ["owner/name@v1", "https://huggingface.co/owner/name/tree/v1", "hf.co/owner/name/blob/v1/config.json"];
  it.each(Object.entries(MANGLERS))("opens a link to a model with %s", (_name, mangle) => {
    for (const name of links) {
      const { hash } = new URL(mangle(`https://site.example/#model=${name}`, 0.6));
      expect(at(hash).source).toEqual({ kind: "hub", repo: "owner/name", revision: "v1" });
    }
  });

  it.each([
    "#model=gpt2",
    "#MODEL=https://huggingface.co/gpt2",
    "#link=web%2Bhostless%3Agpt2",
    "#link=web%2Bhostless%3A%2F%2Fopenai-community%2Fgpt2",
    "#link=web%2Bhostless%3A%23model%3Dgpt2",
  ])("opens %s", (hash) => expect(at(hash).source).toEqual({ kind: "hub", repo: "openai-community/gpt2" }));

  it("opens a shared run behind the site's own scheme", () => {
    const run = { prompt: "life & #model=owner/name", parameters: { seed: 1 } };
    const link = encodeURIComponent(`web+hostless:${encodeSharedRun(run)}`);
    expect(at(`#link=${link}`)).toEqual({ source: own, shared: run });
  });

  it("never takes what stands in a value for a part of its own", () => {
    const address = new URLSearchParams({ mode: "form", prompt: "a&model=owner/name#s2=x?s1=" });
    expect(at(`#${address}`)).toEqual({ source: own });
  });

  it.each([
    ["?text=life+is", "life is"],
    ["?title=A+title&text=life+is&url=https%3A%2F%2Fa.example", "life is"],
    ["?title=A+title&text=&url=https%3A%2F%2Fa.example", "A title"],
    ["?title=A+title", "A title"],
    ["?title=A+title&text=https%3A%2F%2Fa.example%2Fpage", "A title"],
    ["?title=A+title&text=see+https%3A%2F%2Fa.example", "see https://a.example"],
    ["?url=https%3A%2F%2Fa.example%2F%3Fb", "https://a.example/?b"],
    ["?title=+&text=&url=", undefined],
    ["?utm_source=mail", undefined],
  ])("takes from another app %s", (query, text) => expect(at(query).text).toBe(text));

  it("T14: opens the default form with a notice for 200 hostile addresses", () => {
    const hostile = [
      "../",
      "//evil.example/x",
      "%2e%2e/x",
      "a/b@@",
      "https://evil.example",
      "a/b/c",
      "a b/c",
      "x".repeat(10_240),
    ];
    const any = fc.oneof(fc.constantFrom(...hostile), fc.string());
    fc.assert(
      fc.property(any, (name) => {
        const intent = at(`#model=${encodeURIComponent(name)}`);
        if (intent.source.kind === "hub") expect(intent.source.repo).toMatch(/^[\w.-]+(?:\/[\w.-]+)?$/);
        else expect(intent.failure && tellInEnglish(intent.failure).message.length).toBeLessThan(200);
      }),
      { numRuns: 200 },
    );
    for (const name of hostile) expect(at(`#model=${name}`).failure?.code).toBe("bad_request");
  });
});

it("T42: of a text of megabytes that is handed over the end is taken, and the page says so", () => {
  const opened = at(`?text=${"a".repeat(1_500_000)}the+end`);
  expect(opened.text?.length).toBe(50_000);
  expect(opened.text).toMatch(/a the end$|athe end$/);
  expect(inEnglish(opened.failure)).toContain("1500007 characters; the last 50000");
});

it.each(["text", "url", "title"])("opens a link of this site that another app hands over as its %s", (name) => {
  const run = { prompt: "life", parameters: { seed: 1 } };
  const link = `https://site.example/folder/?text=no#${encodeSharedRun(run)}`;
  const said = name === "text" ? `look: ${link}` : link;
  const address = new URL("https://site.example/folder/");
  address.searchParams.set(name, said);
  expect(readIntent(address, own)).toEqual({ source: own, shared: run });
  address.searchParams.set(name, said.replace("site.example", "other.example"));
  expect(readIntent(address, own).shared).toBeUndefined();
});

describe("the web app manifest", () => {
  const manifest = v.parse(
    v.object({
      start_url: v.string(),
      scope: v.string(),
      shortcuts: v.array(v.object({ url: v.string() })),
      share_target: v.object({
        action: v.string(),
        method: v.literal("GET"),
        params: v.record(v.string(), v.string()),
      }),
      file_handlers: v.array(v.object({ action: v.string() })),
      protocol_handlers: v.optional(v.never()),
    }),
    JSON.parse(readFileSync(new URL("../../public/manifest.webmanifest", import.meta.url), "utf8")),
  );
  const PAGE = "https://site.example/a/b/";
  const { action, params } = manifest.share_target;

  it.each(Object.entries(params))("names %s of what is shared as the page reads it", (_part, name) => {
    const address = new URL(action, PAGE);
    address.searchParams.set(name, "life is");
    expect(address.pathname).toBe("/a/b/");
    expect(readIntent(address, own)).toEqual({ source: own, text: "life is" });
  });

  it("names all that an app can share but files, a text before a title before an address", () => {
    expect(Object.keys(params).sort()).toEqual(["text", "title", "url"]);
    const shared = (...parts: readonly string[]) => {
      const address = new URL(action, PAGE);
      for (const part of parts)
        address.searchParams.set(params[part] ?? "", part === "url" ? "https://a.example/" : part);
      return readIntent(address, own).text;
    };
    expect([shared("url", "title", "text"), shared("url", "title"), shared("url")]).toEqual([
      "text",
      "title",
      "https://a.example/",
    ]);
  });

  it("starts, and opens files, where the page asks for nothing else", () => {
    const starts = [manifest.start_url, manifest.scope, ...manifest.file_handlers.map(({ action }) => action)];
    for (const start of starts) expect(readIntent(new URL(start, PAGE), own)).toEqual({ source: own });
  });

  it("has shortcuts to pages that are there", () => {
    for (const { url } of manifest.shortcuts) {
      const { pathname, search, hash } = new URL(url, PAGE);
      const page = pathname.replace("/a/b/", "") || "index.html";
      expect([page, existsSync(new URL(`../../${page}`, import.meta.url)), search + hash]).toEqual([page, true, ""]);
    }
  });
});
