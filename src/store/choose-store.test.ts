import { describe, expect, it } from "vitest";
import { makeFailure, refuse } from "../contract/outcome.ts";
import { chooseStore } from "./choose-store.ts";
import { createMemoryStore } from "./memory-store.ts";
import { outOfQuota } from "./storage-failure.ts";

const sound = (name: string) => ({ ...createMemoryStore(), name });
const failing = (code: "storage" | "quota") => ({
  ...createMemoryStore(),
  name: code,
  writeNote: async () => {
    throw code === "quota" ? outOfQuota() : refuse("storage", "failed", { reason: "It cannot be written to." });
  },
});

async function chosen(...places: (() => Promise<ReturnType<typeof sound>>)[]) {
  const { store, notice } = await chooseStore(places);
  return ["name" in store ? store.name : store.where, notice];
}

describe("chooseStore", () => {
  it("takes the first place that opens and can be written to, and leaves nothing there", async () => {
    const first = sound("first");
    expect(
      await chosen(
        async () => first,
        async () => sound("second"),
      ),
    ).toEqual(["first", undefined]);
    expect(await first.noteNames()).toEqual([]);
    expect(
      await chosen(
        () => Promise.reject(new Error("none")),
        async () => sound("second"),
      ),
    ).toEqual(["second", undefined]);
    expect(
      await chosen(
        async () => failing("storage"),
        async () => sound("second"),
      ),
    ).toEqual(["second", undefined]);
  });

  it("does not take one that loses what is written", async () => {
    const forgetful = { ...sound("forgetful"), writeNote: async () => undefined };
    expect(
      await chosen(
        async () => forgetful,
        async () => sound("second"),
      ),
    ).toEqual(["second", undefined]);
  });

  it("takes one that is full: what is kept there can be read", async () => {
    expect(
      await chosen(
        async () => failing("quota"),
        async () => sound("second"),
      ),
    ).toEqual(["quota", undefined]);
  });

  it("takes one that was written to before, without a trial", async () => {
    const used = failing("storage");
    const withNotes = { ...used, noteNames: async () => ["model-x"] };
    expect(await chosen(async () => withNotes)).toEqual(["storage", undefined]);
  });

  it("keeps models in memory where there is no place, and says so", async () => {
    expect(await chosen(async () => failing("storage"))).toEqual(["memory", makeFailure("storage", "none", {})]);
  });
});
