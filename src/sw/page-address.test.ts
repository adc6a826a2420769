import { describe, expect, it } from "vitest";
import { fileAddresses, withoutSlash } from "./page-address.ts";

describe.each(["https://a.example/", "https://a.example/b/c/"])("at %s", (base) => {
  it.each([
    ["", ["index.html"]],
    ["?text=a#b", ["index.html"]],
    ["docs.html?x#y", ["docs.html"]],
    ["docs", ["docs", "docs.html"]],
    ["embed#mode=form", ["embed", "embed.html"]],
    ["index", ["index", "index.html"]],
    ["docs/", ["docs/index.html"]],
    ["assets/main-1.js", ["assets/main-1.js"]],
  ])("%j is answered by the first of %j that is kept", (path, files) => {
    expect(fileAddresses(`${base}${path}`)).toEqual(files.map((file) => `${base}${file}`));
  });

  it("a page's name with a slash behind leads to the page, and a folder to nothing else", () => {
    expect(withoutSlash(`${base}docs/?a#b`)).toBe(`${base}docs?a#b`);
    expect(withoutSlash(`${base}docs`)).toBeUndefined();
    expect(withoutSlash(`${base}v1.0/`)).toBeUndefined();
  });
});

it("the root has no name", () => {
  expect(withoutSlash("https://a.example/")).toBeUndefined();
});
