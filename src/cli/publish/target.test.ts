import { expect, it } from "vitest";
import { UsageError } from "../command.ts";
import { parseTarget } from "./target.ts";

it.each([
  ["hf:owner/name", { kind: "hf", name: "owner/name" }],
  ["gh:o/n.1_x-y", { kind: "gh", name: "o/n.1_x-y" }],
  ["dir:a b/c", { kind: "dir", path: "a b/c" }],
  ["zip:C:\\x.zip", { kind: "zip", path: "C:\\x.zip" }],
])("reads %s", (text, target) => {
  expect(parseTarget(text)).toEqual(target);
});

it.each(["hf:owner", "hf:a/b/c", "hf:-a/b", "gh:a/../b", "ftp:a/b", "dir:", "", "owner/name"])("refuses %j", (text) => {
  expect(() => parseTarget(text)).toThrow(UsageError);
});
