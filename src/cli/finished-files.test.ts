import { mkdir, mkdtemp, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { completeFiles, writeFinished } from "./finished-files.ts";

const fresh = () => mkdtemp(join(tmpdir(), "finished-"));
const file = (path: string, text: string) => ({ path, bytes: Buffer.from(text) });

describe("finished files", () => {
  it("are all there, and nothing beside them", async () => {
    const folder = await fresh();
    await writeFinished(folder, [file("README.md", "card"), file("model.safetensors", "weights")]);
    expect((await readdir(folder)).toSorted()).toEqual(["README.md", "model.safetensors"]);
    expect(await readFile(join(folder, "README.md"), "utf8")).toBe("card");
  });

  it("are none of them there where one could not be written, nor what was written of them", async () => {
    const folder = await fresh();
    const broken = { path: "model.safetensors", bytes: new ReadableStream({ pull: failToRead }) };
    await expect(writeFinished(folder, [file("README.md", "card"), broken])).rejects.toThrow("no space");
    expect(await readdir(folder)).toEqual([]);
  });

  it("replace what was left of others that were being written", async () => {
    const folder = await fresh();
    await mkdir(join(folder, ".hostless-writing"));
    await writeFile(join(folder, ".hostless-writing", "adapter_config.json"), "{");
    await writeFinished(folder, [file("model.safetensors", "weights")]);
    expect(await readdir(folder)).toEqual(["model.safetensors"]);
  });

  it("are completed where the program was killed between two of them", async () => {
    const folder = await fresh();
    const place = join(folder, ".hostless-written");
    await mkdir(place);
    for (const name of ["README.md", "config.json", "model.safetensors"]) await writeFile(join(place, name), name);
    await rename(join(place, "README.md"), join(folder, "README.md"));
    expect(await completeFiles(folder)).toBe(true);
    expect((await readdir(folder)).toSorted()).toEqual(["README.md", "config.json", "model.safetensors"]);
    expect(await completeFiles(folder)).toBe(false);
  });
});

function failToRead(): never {
  throw new Error("no space");
}
