import * as v from "valibot";
import { expect, it } from "vitest";
import type { GitHubCalls } from "./github-calls.ts";
import { readTree, readWholeTree } from "./read-tree.ts";

/** One folder in the other, in none of which GitHub tells all that is below. */
function endless(): { readonly calls: GitHubCalls; readonly asked: string[] } {
  const asked: string[] = [];
  const calls: GitHubCalls = {
    async get(path, schema) {
      asked.push(path);
      const truncated = path.endsWith("?recursive=1");
      const tree = [
        { path: "file", type: "blob", sha: "of-file" },
        { path: "folder", type: "tree", sha: "of-folder" },
      ];
      return v.parse(schema, { tree, truncated });
    },
    send: () => Promise.reject(new Error("Nothing is sent.")),
  };
  return { calls, asked };
}

it("asks no host for folders without end, and says that there are more", async () => {
  const { calls, asked } = endless();
  const { files, isCut } = await readWholeTree(calls, "owner/site", "root");
  expect([files.length, isCut, asked.length]).toEqual([300, true, 600]);
  expect(files[2]).toEqual({ path: "folder/folder/file", sha: "of-file" });
});

it("asks for no more folders where each is whole", async () => {
  const asked: string[] = [];
  const folders = Array.from({ length: 5000 }, (_, i) => ({ path: `folder-${i}`, type: "tree", sha: `sha-${i}` }));
  const calls: GitHubCalls = {
    async get(path, schema) {
      asked.push(path);
      const isRoot = path.includes("/root");
      const tree = isRoot ? folders : [{ path: "file", type: "blob", sha: "of-file" }];
      return v.parse(schema, { tree, truncated: isRoot && path.endsWith("?recursive=1") });
    },
    send: () => Promise.reject(new Error("Nothing is sent.")),
  };
  const { files, isCut } = await readWholeTree(calls, "owner/site", "root");
  expect([files.length, isCut, asked.length]).toEqual([299, true, 301]);
});

it("asks once where some of the files are enough", async () => {
  const { calls, asked } = endless();
  expect(await readTree(calls, "owner/site", "root")).toEqual({
    files: [{ path: "file", sha: "of-file" }],
    isCut: true,
  });
  expect(asked).toEqual(["/repos/owner/site/git/trees/root?recursive=1"]);
});
