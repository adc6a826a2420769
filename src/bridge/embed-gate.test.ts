import { describe, expect, it } from "vitest";
import type { EmbedEvent } from "../contract/embed.ts";
import { fail, type Outcome, succeed } from "../contract/outcome.ts";
import { pageThatSays } from "../api/testing/page.ts";
import { EmbedGate } from "./embed-gate.ts";

const { model } = pageThatSays("");
const ASKER = "https://blog.test";

/** A gate whose visitor agrees, and whose load ends, only when the test says so; all that happened, in its order. */
function start(asker?: string, outcome: Outcome<typeof model> = succeed(model)) {
  const happened: unknown[] = [];
  let agree = () => {};
  let finish = () => {};
  const work = {
    load: () => {
      happened.push("load");
      return new Promise<typeof outcome>((resolve) => {
        finish = () => resolve(outcome);
      });
    },
    consent: (origin: string) => {
      happened.push(origin);
      return new Promise<void>((resolve) => {
        agree = resolve;
      });
    },
    setTheme: (theme: object) => void happened.push(theme),
  };
  const gate = new EmbedGate(work, asker, (event: EmbedEvent) => void happened.push(event));
  return { gate, happened, agree: () => agree(), finish: () => finish() };
}

const needed = (isNeeded: boolean) => ({ type: "consent", needed: isNeeded });

describe("the gate of a frame", () => {
  it("is open for an origin that the owner trusts", async () => {
    const { gate, happened, finish } = start();
    gate.setTheme({ accent: "red" });
    const loading = gate.load();
    finish();
    expect(await loading).toEqual({ ok: true, value: { name: "quotes", device: "wasm" } });
    expect(happened).toEqual([{ accent: "red" }, "load"]);
  });

  it("opens once for another, by the visitor's click, and lets the theme of before in", async () => {
    const { gate, happened, agree, finish } = start(ASKER);
    gate.setTheme({ accent: "red" });
    gate.setTheme({ accent: "red; x" });
    const loading = gate.load();
    expect(happened).toEqual([needed(true), ASKER]);
    agree();
    await expect.poll(() => happened.slice(2)).toEqual([needed(false), { accent: "red" }, "load"]);
    finish();
    await loading;
    const again = gate.load();
    finish();
    await again;
    expect(happened.slice(5)).toEqual(["load"]);
  });

  it("loads once for all who ask meanwhile, and tells a failure in English to each", async () => {
    const { gate, happened, finish } = start(undefined, fail("storage", "none", {}));
    const both = Promise.all([gate.load(), gate.load()]);
    finish();
    const refused = { ok: false, failure: { code: "storage", message: "This browser gives the page no storage." } };
    expect(await both).toMatchObject([refused, refused]);
    expect(happened).toEqual(["load"]);
  });
});
