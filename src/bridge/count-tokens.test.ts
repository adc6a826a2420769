import { describe, expect, it } from "vitest";
import { LIMITS } from "../contract/limits.ts";
import { type Outcome, succeed } from "../contract/outcome.ts";
import { createCounter } from "./count-tokens.ts";

describe("createCounter", () => {
  it("counts a text, and refuses what is none or too long", async () => {
    const texts: string[] = [];
    const count = createCounter(async (text) => {
      texts.push(text);
      return succeed(text.length);
    });
    expect(await count("life")).toEqual(succeed(4));
    const refused = { ok: false, failure: { code: "bad_request", subject: "text", message: expect.any(String) } };
    for (const given of [5, undefined, {}, "x".repeat(LIMITS.promptCharacters + 1)])
      expect(await Reflect.apply(count, undefined, [given])).toMatchObject(refused);
    expect(texts).toEqual(["life"]);
  });

  it("takes four texts at a time, and more once one is counted", async () => {
    const settles: ((outcome: Outcome<number>) => void)[] = [];
    const count = createCounter(() => new Promise((resolve) => settles.push(resolve)));
    const counted = ["a", "b", "c", "d"].map((text) => count(text));
    expect(await count("e")).toMatchObject({ ok: false, failure: { code: "busy", retryAfterSeconds: 1 } });
    settles[0]?.(succeed(1));
    expect(await counted[0]).toEqual(succeed(1));
    void count("e");
    expect(settles).toHaveLength(5);
    for (const settle of settles) settle(succeed(1));
  });
});
