import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { hubTree, nextPage } from "./hub-tree.ts";

const HUB = "https://huggingface.co";

describe("the Hub's list of files", () => {
  it("has sizes and digests of large files", () => {
    const lfs = { oid: "a".repeat(64) };
    const entries = [
      { type: "file", path: "model.safetensors", oid: "b", size: 5, lfs: { ...lfs, size: 5 } },
      { type: "directory", path: "onnx", oid: "c" },
    ];
    expect(v.parse(hubTree, entries)).toEqual([
      { type: "file", path: "model.safetensors", oid: "b", size: 5, lfs },
      { type: "directory", path: "onnx", oid: "c", size: 0 },
    ]);
  });

  it.each([
    { type: "file", path: "x", oid: "b", size: -1 },
    { type: "file", path: "x", oid: "b", size: 2 ** 60 },
    { type: "file", path: "x", oid: "b", size: 1, lfs: { oid: "not a digest" } },
    { type: "file", oid: "b", size: 1 },
  ])("is refused where it has %j", (entry) => {
    expect(v.is(hubTree, [entry])).toBe(false);
  });
});

describe("the next page", () => {
  it("is named by the header", () => {
    const next = `${HUB}/api/models/a/b/tree/main?cursor=x`;
    expect(nextPage(`<${next}>; rel="next"`, HUB)).toBe(next);
    expect(nextPage(`<${HUB}/0>; rel="prev", <${next}>; rel="next"`, HUB)).toBe(next);
  });

  it("is none without the header, or where it names none", () => {
    expect(nextPage(null, HUB)).toBeUndefined();
    expect(nextPage(`<${HUB}/0>; rel="prev"`, HUB)).toBeUndefined();
  });

  it.each([
    "https://evil.example/api",
    "https://huggingface.co.evil.example/api",
    "/api/next",
    "http://huggingface.co/a",
  ])("is never asked of another host: %s", (url) => expect(nextPage(`<${url}>; rel="next"`, HUB)).toBeUndefined());
});
