import { describe, expect, it } from "vitest";
import * as v from "valibot";
import { nameOfSource, ownModelNamed, siteModel, siteModelName, siteNameOf } from "./own-model.ts";

describe("siteNameOf", () => {
  it("names a package of the site for a link, but not the site's own model", () => {
    expect(siteNameOf(siteModel("poems"), ownModelNamed())).toBe("poems");
    expect(siteNameOf(siteModel("quotes"), ownModelNamed())).toBeUndefined();
    expect(siteNameOf({ kind: "hub", repo: "a/b" }, ownModelNamed())).toBeUndefined();
  });

  it("names the built model where the owner opens the site with another", () => {
    expect(siteNameOf(siteModel("quotes"), ownModelNamed("poems"))).toBe("quotes");
    expect(siteNameOf(siteModel("poems"), ownModelNamed("poems"))).toBeUndefined();
  });

  it.each(["models/../secret", "elsewhere/poems", "models/a/b"])("gives no name to %s", (path) => {
    expect(siteNameOf({ kind: "site", path }, ownModelNamed())).toBeUndefined();
  });
});

describe("ownModelNamed", () => {
  it("is a folder of the site, or a repository of the Hub with its revision", () => {
    expect(ownModelNamed("poems")).toEqual({ kind: "site", path: "models/poems" });
    expect(ownModelNamed("owner/gpt@refs/pr/1")).toEqual({ kind: "hub", repo: "owner/gpt", revision: "refs/pr/1" });
    expect([ownModelNamed("poems"), ownModelNamed("a/b@c")].map(nameOfSource)).toEqual(["poems", "a/b"]);
  });
});

describe("siteModelName", () => {
  it.each(["poems", "poems-v1.2", "A_b"])("takes %s", (name) => expect(v.is(siteModelName, name)).toBe(true));
  it.each(["", ".", "..", "a..b", "a/b", "-a", "a b", "x".repeat(65)])("refuses %j", (name) => {
    expect(v.is(siteModelName, name)).toBe(false);
  });
});
