import { expect, it } from "vitest";
import { readModelName } from "./read-model-name.ts";
import { writeReference } from "./write-reference.ts";

it.each([
  { repo: "owner/name" },
  { repo: "owner/name", revision: "a/b" },
  { repo: "owner/name", revision: "a/b", folder: "c/d-1" },
  { repo: "owner/name", revision: "refs/pr/1", folder: "c" },
])("writes a reference so that it is read as the same", (reference) => {
  expect(readModelName(writeReference(reference))).toEqual({ ok: true, value: reference });
});

it("names the branch that is meant where a folder is named without one", () => {
  expect(writeReference({ repo: "owner/name", folder: "c" })).toBe("owner/name/tree/main/c");
});
