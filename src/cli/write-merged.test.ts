import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readMergedOption } from "./write-merged.ts";

it("takes a folder that is not there or empty, and no other", async () => {
  const folder = mkdtempSync(join(tmpdir(), "hostless-merged-"));
  expect(await readMergedOption({})).toBeUndefined();
  expect(await readMergedOption({ merged: folder })).toBe(folder);
  expect(await readMergedOption({ merged: join(folder, "new") })).toBe(join(folder, "new"));
  const own = { merged: `${folder}/voice/`, out: join(folder, "voice") };
  await expect(readMergedOption(own)).rejects.toThrow("is --out");
  writeFileSync(join(folder, "mine"), "mine");
  await expect(readMergedOption({ merged: folder })).rejects.toThrow("is there already");
  await expect(readMergedOption({ merged: join(folder, "mine") })).rejects.toThrow("is there already");
});
