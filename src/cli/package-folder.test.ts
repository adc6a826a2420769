import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PackageFolder } from "./package-folder.ts";

let place: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), "hostless-"));
});
afterEach(() => rm(place, { recursive: true }));

const bytes = (text: string) => new TextEncoder().encode(text);
const list = async (folder: string) => (await readdir(folder, { recursive: true })).sort();

async function writePackage(folder: PackageFolder, mark: string, graph = "model.onnx"): Promise<void> {
  await folder.write({ path: `onnx/${graph}`, bytes: bytes(mark) });
  await folder.write({ path: "manifest.json", bytes: bytes(mark) });
}

describe("PackageFolder", () => {
  it("is not seen before it is whole, and then as readable as any folder", async () => {
    const out = join(place, "deep", "er", "package");
    const folder = await PackageFolder.create(out, false);
    await writePackage(folder, "new");
    await expect(stat(out)).rejects.toThrow();
    await folder.finish();
    expect(await list(place)).toEqual(
      ["deep", "deep/er", "deep/er/package", "manifest.json", "onnx", "onnx/model.onnx"].map((path) =>
        path.startsWith("deep") ? path : `deep/er/package/${path}`,
      ),
    );
    await mkdir(join(place, "usual"));
    expect((await stat(out)).mode).toBe((await stat(join(place, "usual"))).mode);
  });

  it("leaves nothing when it is discarded, but what others put there", async () => {
    const folder = await PackageFolder.create(join(place, "deep", "er", "package"), false);
    await writePackage(folder, "new");
    await mkdir(join(place, "deep", "other"));
    folder.discard();
    expect(await list(place)).toEqual(["deep", "deep/other"]);
  });

  it("replaces a package as a whole, and leaves what is not of one", async () => {
    const out = join(place, "package");
    const old = await PackageFolder.create(out, false);
    await writePackage(old, "old", "model_q4.onnx");
    await old.finish();
    await writeFile(join(out, "NOTES.md"), "mine");
    const fresh = await PackageFolder.create(out, true);
    await writePackage(fresh, "new");
    expect(await readFile(join(out, "manifest.json"), "utf8")).toBe("old");
    await fresh.finish();
    expect(await list(out)).toEqual(["NOTES.md", "manifest.json", "onnx", "onnx/model.onnx"]);
    expect(await readFile(join(out, "manifest.json"), "utf8")).toBe("new");
  });

  it("leaves the old package whole when it is discarded, or cannot be put in its place", async () => {
    const out = join(place, "package");
    const old = await PackageFolder.create(out, false);
    await writePackage(old, "old");
    await old.finish();
    const given = await PackageFolder.create(out, true);
    await writePackage(given, "new");
    given.discard();
    const broken = await PackageFolder.create(out, true);
    await writePackage(broken, "new");
    // A step of the end fails: what is to be replaced has no place to wait in.
    await writeFile(join(broken.path, "..", "replaced"), "");
    await expect(broken.finish()).rejects.toMatchObject({ failure: { code: "storage", subject: out } });
    broken.discard();
    expect(await list(out)).toEqual(["manifest.json", "onnx", "onnx/model.onnx"]);
    expect(await readFile(join(out, "onnx/model.onnx"), "utf8")).toBe("old");
  });

  it("refuses at once what it could not replace at the end", async () => {
    const file = join(place, "file");
    await writeFile(file, "");
    await expect(PackageFolder.create(file, true)).rejects.toMatchObject({ failure: { code: "bad_request" } });
    await expect(PackageFolder.create(join(file, "below"), true)).rejects.toMatchObject({
      failure: { code: "storage" },
    });
    await expect(PackageFolder.create(place, true)).rejects.toMatchObject({ failure: { code: "bad_request" } });
  });
});
