import { describe, expect, it } from "vitest";
import { infoOf } from "../app/testing/answers.ts";
import { adapterOf, answersTo, requestedAdapter } from "./answers-to.ts";

const info = infoOf({ kind: "site", path: "models/quotes" });

describe("answersTo", () => {
  it("knows a model by its name, and by that of the one in whose place it writes", () => {
    expect([answersTo(info, "quotes"), answersTo(info, "other")]).toEqual([true, false]);
    expect(answersTo({ ...info, standsInFor: "other" }, "other")).toBe(true);
  });

  it("knows it by the names of its adapters", () => {
    const voiced = { ...info, adapters: [{ name: "poems" }, { name: "letters" }] };
    expect(["quotes", "letters", "other"].map((name) => answersTo(voiced, name))).toEqual([true, true, false]);
    expect(["quotes", "letters", undefined].map((name) => adapterOf(voiced, name)?.name)).toEqual([
      undefined,
      "letters",
      undefined,
    ]);
  });

  it("takes no adapter for the model in whose place this one writes", () => {
    const lighter = {
      ...info,
      name: "small",
      standsInFor: "quotes",
      adapters: [{ name: "quotes" }, { name: "poems" }],
    };
    expect(["quotes", "poems", "small", undefined].map((name) => requestedAdapter(lighter, name)?.name)).toEqual([
      undefined,
      "poems",
      undefined,
      undefined,
    ]);
  });
});
