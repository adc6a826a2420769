import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { allFiles } from "./folder-source.ts";

it("leaves out what is kept beside a site, but not what hosts ask for", async () => {
  const folder = await mkdtemp(join(tmpdir(), "hostless-"));
  const paths = [".nojekyll", ".well-known/oauth-cimd", "index.html", ".git/config", ".env", "assets/.cache/x.js"];
  for (const path of paths) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), path);
  }
  const found = await allFiles(folder);
  expect(found.map(({ path }) => path)).toEqual([".nojekyll", ".well-known/oauth-cimd", "index.html"]);
});
