import { describe, expect, it } from "vitest";
import type { ModelInfo } from "../contract/model-info.ts";
import { fail, makeFailure, succeed } from "../contract/outcome.ts";
import { isKept, noteKept, wasRemoved } from "./missed-model.ts";
import { infoOf, offerOf } from "./testing/answers.ts";
import { OWN } from "./testing/page.ts";

const PLACES: readonly [ModelInfo["kept"], boolean][] = [
  [{ where: "opfs" }, true],
  [{ where: "cache" }, true],
  [{ where: "memory", notice: makeFailure("quota", "full", {}) }, false],
  [{ where: "files" }, false],
];

describe("a model that is kept", () => {
  it.each(PLACES)("is one that the browser keeps beyond the page, and is noted: %j", (kept, lasts) => {
    const names = new Set<string>();
    const info = { ...infoOf(OWN), kept };
    noteKept(names, info);
    expect([isKept(info), names.has(info.name)]).toEqual([lasts, lasts]);
  });
});

describe("wasRemoved", () => {
  const offer = offerOf(OWN, { downloadBytes: 10 });
  const stored = { id: "1", name: offer.name, source: OWN, bytes: 5, lastUsed: 0, complete: false };
  const noted = new Set([offer.name]);
  const storing = (...models: (typeof stored)[]) => ({ stored: async () => succeed(models) });

  it("is true for a model that was kept, and of which nothing is there", async () => {
    expect(await wasRemoved(offer, noted, storing())).toBe(true);
  });

  it.each([
    ["was never kept", offer, new Set<string>(), storing()],
    ["is here in full", { ...offer, downloadBytes: 0 }, noted, storing()],
    ["is here in part", offer, noted, storing(stored)],
    ["cannot be looked for", offer, noted, { stored: async () => fail("storage", "none", {}) }],
  ])("is false for one that %s", async (_name, offered, names, engine) => {
    expect(await wasRemoved(offered, names, engine)).toBe(false);
  });
});
