import * as v from "valibot";
import { expect, it } from "vitest";
import {
  hubSource,
  isSameModel,
  isSameSource,
  type ModelSource,
  mayHaveChanged,
  sourceKey,
  storedSource,
  withoutFiles,
} from "./model-source.ts";

const bytes = new Blob(["x"]);
const picked = (name: string, ...paths: readonly string[]): ModelSource => ({
  kind: "files",
  name,
  files: paths.map((path) => ({ path, bytes })),
});

const DIFFERENT: readonly ModelSource[] = [
  { kind: "site", path: "a/b" },
  { kind: "site", path: "a/c" },
  { kind: "hub", repo: "a/b" },
  { kind: "hub", repo: "a/b", revision: "main" },
  { kind: "hub", repo: "a/b", revision: "feature/x" },
  { kind: "hub", repo: "a/b", revision: "main", folder: "c" },
  picked("a/b"),
  picked("a/b", "config.json"),
  picked("a/b", "config.json", "model.safetensors"),
  picked("other", "config.json"),
];

it("tells every two different sources apart, and knows each again", () => {
  expect(new Set(DIFFERENT.map(sourceKey)).size).toBe(DIFFERENT.length);
  for (const one of DIFFERENT) expect(DIFFERENT.filter((other) => isSameSource(one, other))).toEqual([one]);
});

it("knows a source whatever the order of its fields", () => {
  expect(isSameSource({ revision: "v1", repo: "a/b", kind: "hub" }, { kind: "hub", repo: "a/b", revision: "v1" })).toBe(
    true,
  );
});

it("knows the same model at another revision", () => {
  expect(isSameModel(hubSource({ repo: "a/b", revision: "v1" }), hubSource({ repo: "a/b" }))).toBe(true);
  expect(isSameModel(hubSource({ repo: "a/b", folder: "c" }), hubSource({ repo: "a/b" }))).toBe(false);
  expect(isSameModel(hubSource({ repo: "a/b" }), hubSource({ repo: "a/c" }))).toBe(false);
});

it("names no revision where none was named", () => {
  expect(Object.keys(hubSource({ repo: "a/b" }))).toEqual(["kind", "repo"]);
  expect(hubSource({ repo: "a/b", revision: "v1" })).toEqual({ kind: "hub", repo: "a/b", revision: "v1" });
});

it("can be written down and read again without the bytes of picked files", () => {
  for (const source of DIFFERENT) {
    const read = v.parse(storedSource, JSON.parse(JSON.stringify(withoutFiles(source))));
    expect(read).toEqual(source.kind === "files" ? { ...source, files: [] } : source);
  }
  expect(v.is(storedSource, picked("mine", "config.json"))).toBe(false);
});

it("takes only picked files for what may have changed under its names", () => {
  expect(DIFFERENT.filter(mayHaveChanged)).toEqual(DIFFERENT.filter(({ kind }) => kind === "files").slice(1));
});
