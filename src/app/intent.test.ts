import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeSharedRun } from "../contract/share-link.ts";
import { readIntent } from "./intent.ts";

const own = { kind: "site", path: "models/quotes" } as const;
const at = (rest: string) => readIntent(new URL(`https://site.example/a/b/${rest}`), own);

describe("readIntent", () => {
  it("opens the site's own model without a fragment", () => expect(at("")).toEqual({ source: own }));

  it("reads a model of the Hub and its revision", () => {
    expect(at("#model=owner/name@v1").source).toEqual({ kind: "hub", repo: "owner/name", revision: "v1" });
  });

  it("reads a shared run of the site's model and of a foreign one", () => {
    const run = { prompt: "life", parameters: { seed: 1 } };
    expect(at(`#${encodeSharedRun(run)}`)).toEqual({ source: own, shared: run });
    const foreign = at(`#${encodeSharedRun({ ...run, repo: "owner/name" })}`);
    expect(foreign.source).toEqual({ kind: "hub", repo: "owner/name" });
  });

  it("takes text from another app", () => expect(at("?text=life+is").text).toBe("life is"));

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
        if (intent.source.kind === "hub") expect(intent.source.repo).toMatch(/^[\w.-]+\/[\w.-]+$/);
        else expect(intent.failure?.message.length).toBeLessThan(200);
      }),
      { numRuns: 200 },
    );
    for (const name of hostile) expect(at(`#model=${name}`).failure?.code).toBe("bad_request");
  });
});
