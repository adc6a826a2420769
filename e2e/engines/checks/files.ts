import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { unzipSync } from "fflate";
import * as v from "valibot";
import { modelManifest } from "../../../src/contract/manifest.ts";
import { RECORD_ENTRY } from "../../../src/store/export-model.ts";
import { modelRecord } from "../../../src/store/record.ts";
import { type Check, expectSame, expectTrue } from "../check.ts";
import { download } from "../download.ts";
import type { Tab } from "../drivers/driver.ts";

const FOLDER = "fixtures/checkpoints/bfloat/safetensors";
const CHECKPOINT = readdirSync(FOLDER).map((name) => join(import.meta.dirname, "../../..", FOLDER, name));

const fileInput = (label: string) =>
  label === "Choose files …"
    ? () => document.querySelector<HTMLInputElement>("dialog[open] input[type=file][multiple]")
    : () => document.querySelector<HTMLInputElement>("dialog[open] input[type=file][accept]");

/** Opens files of this machine as a model, and waits until it answers under its name. */
async function openFiles(tab: Tab, paths: readonly string[], name: string): Promise<void> {
  await tab.evaluate(async (page) => {
    await page.ready();
    await page.press("Open model", () => document);
    await page.until("the dialog", () => document.querySelector("dialog[open] input[type=file]") !== null);
  });
  await tab.choose(fileInput("Choose files …"), paths);
  await tab.evaluate(
    (page, name) =>
      page.until(
        "the model of the files",
        () => page.textOf(document.querySelector("h1")) === name && /^(Ready|Done)/.test(page.status()),
      ),
    name,
  );
}

function writeGreedily(tab: Tab): Promise<string> {
  return tab.evaluate(async (page) => {
    await page.preset("Greedy");
    await page.set({ max_new_tokens: 5, min_new_tokens: 5 });
    return page.run("abc");
  });
}

function isWholeZip(path: string): boolean {
  try {
    return path.endsWith(".zip") && Object.keys(unzipSync(readFileSync(path))).length > 0;
  } catch {
    return false;
  }
}

/** The files of a package, each with the bytes that the manifest names: gives their hashes by path. */
function hashesOfPackage(zip: string): Record<string, string> {
  const files = unzipSync(readFileSync(zip));
  const manifest = v.parse(modelManifest, readJson(files["manifest.json"]));
  return expectHashes(files, new Map(manifest.files.map(({ path, sha256 }) => [path, sha256])));
}

/** The files of an exported model, each with the bytes that its record names: gives their hashes by path. */
function hashesOfExport(zip: string): Record<string, string> {
  const files = unzipSync(readFileSync(zip));
  const { kept, files: known } = v.parse(modelRecord, readJson(files[RECORD_ENTRY]));
  return expectHashes(
    files,
    new Map(known.filter(({ path }) => kept.includes(path)).map(({ path, digest }) => [path, digest.hex])),
  );
}

function readJson(bytes: Uint8Array | undefined): unknown {
  return JSON.parse(new TextDecoder().decode(bytes));
}

function expectHashes(files: Record<string, Uint8Array>, wanted: ReadonlyMap<string, string>): Record<string, string> {
  expectTrue(
    "there are weights",
    [...wanted.keys()].some((path) => path.includes("onnx")),
  );
  for (const [path, hex] of wanted) expectSame(path, hash(files[path]), hex);
  return Object.fromEntries(wanted);
}

function hash(bytes: Uint8Array | undefined): string {
  return createHash("sha256")
    .update(bytes ?? "")
    .digest("hex");
}

const saved: Check = {
  name: "files of a checkpoint are converted; the saved package has the bytes that it names and opens again",
  run: (world) =>
    world.visit(async (tab) => {
      await tab.open(world.site.url);
      await openFiles(tab, CHECKPOINT, "My model");
      const text = await writeGreedily(tab);
      const begin = () =>
        tab.evaluate(async (page) => {
          page.unfold();
          await page.press("Save package", () => document);
        });
      const zip = await download(world.engine, begin, isWholeZip);
      const hashes = hashesOfPackage(zip);
      if (!world.references.has("package")) world.references.set("package", hashes);
      expectSame("the package as made in Chromium", hashes, world.references.get("package"));
      await tab.open(`${world.site.url}?again`);
      await openFiles(tab, [zip], "My model (imported)");
      expectSame("its text", await writeGreedily(tab), text);
      return undefined;
    }),
};

const storage: Check = {
  name: "Storage: verify, export with the same bytes, delete, import",
  run: (world) =>
    world.visit(async (tab) => {
      await tab.open(world.site.url);
      await tab.evaluate(async (page) => {
        await page.ready();
        await page.press("Storage");
        await page.until("the kept model", () => page.item(/quotes/));
        await page.press("Verify", () => page.item(/quotes/) ?? document);
        await page.until("the word on it", () => /quotes: /.test(page.dialogSays()));
      });
      const said = await tab.evaluate((page) => page.dialogSays());
      expectTrue(said, !said.includes("Damaged"));
      const begin = () => tab.evaluate((page) => page.press("Export", () => page.item(/quotes/) ?? document));
      const zip = await download(world.engine, begin, isWholeZip);
      for (const [path, sha256] of Object.entries(hashesOfExport(zip))) {
        expectSame(path, sha256, hash(readFileSync(join(world.site.overlay, "models/quotes", path))));
      }
      await tab.evaluate(async (page) => {
        await page.until("the end of it", () => /Saved as/.test(page.dialogSays()));
        await page.press("Delete", () => page.item(/quotes/) ?? document);
        await page.press("Delete", () => page.item(/quotes/)?.querySelector("fieldset") ?? document);
        await page.until("the word on it", () => /was deleted/.test(page.dialogSays()) && !page.item(/quotes/));
      });
      await tab.choose(fileInput("Import a model …"), [zip]);
      await tab.evaluate((page) =>
        page.until("the imported model", () => /was imported/.test(page.dialogSays()) && page.item(/quotes/)),
      );
      return undefined;
    }),
};

export const FILES = [saved, storage];
