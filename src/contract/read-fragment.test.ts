import { describe, expect, it } from "vitest";
import { readFragment } from "./read-fragment.ts";

describe("readFragment", () => {
  it.each<[string, Record<string, string>]>([
    ["#model=a/b", { model: "a/b" }],
    ["model=a/b&utm_source=x", { model: "a/b", utm_source: "x" }],
    ["#MODEL=a/b?fbclid=1", { model: "a/b", fbclid: "1" }],
    ["#model=a&model=b", { model: "a" }],
    ["#model%3Da%2Fb%26x%3D1", { model: "a/b", x: "1" }],
    ["#model=a%2Fb%26evil%3D1", { model: "a/b" }],
    ["#model=a&amp;x=1", { model: "a", x: "1" }],
    ["#model", { model: "" }],
    ["", {}],
  ])("reads %s", (fragment, parts) => expect(Object.fromEntries(readFragment(fragment))).toEqual(parts));
});
