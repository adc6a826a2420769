import { describe, expect, it } from "vitest";
import * as v from "valibot";
import { OWN_MODEL, siteModel, siteModelName, siteNameOf } from "./own-model.ts";

describe("siteNameOf", () => {
  it("names a package of the site for a link, but not the site's own model", () => {
    expect(siteNameOf(siteModel("poems"))).toBe("poems");
    expect(siteNameOf(OWN_MODEL)).toBeUndefined();
    expect(siteNameOf({ kind: "hub", repo: "a/b" })).toBeUndefined();
  });

  it.each(["models/../secret", "elsewhere/poems", "models/a/b"])("gives no name to %s", (path) => {
    expect(siteNameOf({ kind: "site", path })).toBeUndefined();
  });
});

describe("siteModelName", () => {
  it.each(["poems", "poems-v1.2", "A_b"])("takes %s", (name) => expect(v.is(siteModelName, name)).toBe(true));
  it.each(["", ".", "..", "a..b", "a/b", "-a", "a b", "x".repeat(65)])("refuses %j", (name) => {
    expect(v.is(siteModelName, name)).toBe(false);
  });
});
