import { expect, it } from "vitest";
import { findNamed } from "../contract/find-named.ts";
import type { ModelSource } from "../contract/model-source.ts";
import { modelHash } from "./model-hash.ts";

const SITE = ["poems", "tales"];

it.each<ModelSource>([
  { kind: "site", path: "models/poems" },
  { kind: "hub", repo: "owner/name" },
  { kind: "hub", repo: "owner/name", revision: "refs/pr/1", folder: "sub" },
])("names %j so that another page opens it", (source) => {
  expect(findNamed(modelHash(source, SITE).slice("#model=".length), SITE)).toEqual({ ok: true, value: source });
});

it("has no name for files, for the only model of a site, and for one that only begins in its place", () => {
  expect(modelHash({ kind: "files", name: "poems", files: [] }, SITE)).toBe("");
  expect(modelHash({ kind: "site", path: "models/quotes" })).toBe("");
  expect(modelHash({ kind: "site", path: "models/small" }, SITE)).toBe("");
});
