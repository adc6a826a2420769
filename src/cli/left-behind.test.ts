import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { tinyPackage } from "../testing/tiny-package.ts";
import { lighterBeside, tellLeftBehind } from "./left-behind.ts";

let models: string;
beforeEach(async () => {
  models = await mkdtemp(join(tmpdir(), "models-"));
});
afterEach(() => rm(models, { recursive: true, force: true }));

async function place(folder: string, more: object = {}): Promise<string> {
  const manifest = JSON.parse(new TextDecoder().decode((await tinyPackage(["q8"]))["manifest.json"]));
  await mkdir(join(models, folder), { recursive: true });
  await writeFile(join(models, folder, "manifest.json"), JSON.stringify({ ...manifest, ...more }));
  return join(models, folder);
}

it("tells of the smaller package of a model that was replaced", async () => {
  const own = await place("own", { lighter: "small" });
  const small = await place("small");
  const before = await lighterBeside(own);
  expect(before).toBe(small);
  expect(await tellLeftBehind(own, before)).toBeUndefined();
  await place("own");
  expect(await tellLeftBehind(own, before)).toContain(`${small} began in the place of the model that was here`);
  await rm(small, { recursive: true });
  expect(await tellLeftBehind(own, before)).toBeUndefined();
});

it("knows of none where there is no package, or it has none", async () => {
  expect(await lighterBeside(join(models, "nowhere"))).toBeUndefined();
  expect(await lighterBeside(await place("alone"))).toBeUndefined();
  expect(await tellLeftBehind(models, undefined)).toBeUndefined();
});
