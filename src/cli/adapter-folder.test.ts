import { mkdir, mkdtemp, readdir, readFile, rename, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { saying } from "../contract/testing/refused.ts";
import type { Checkpoint } from "../train/training-run.ts";
import { AdapterFolder } from "./adapter-folder.ts";

const checkpoint: Checkpoint = {
  step: 4,
  updates: 3,
  rate: 0.003,
  tokens: 100,
  before: 50.5,
  state: Float32Array.of(1, 2, 3),
  best: { step: 2, perplexity: 40, state: Float32Array.of(4, 5, 6) },
};
const fresh = async () => join(await mkdtemp(join(tmpdir(), "adapter-")), "out");

describe("the folder of a training", () => {
  it("gives back what was kept, to the same training alone", async () => {
    const path = await fresh();
    const folder = await AdapterFolder.open(path, { text: "é" });
    expect(folder.kept).toBeUndefined();
    await folder.keep(checkpoint);
    await folder.keep({ ...checkpoint, step: 6 });
    expect((await AdapterFolder.open(path, { text: "é" })).kept).toEqual({ ...checkpoint, step: 6 });
    await expect(AdapterFolder.open(path, { text: "e" })).rejects.toThrow(
      saying(`${path} holds an unfinished training of other texts, options or weights`, { code: "bad_request" }),
    );
    expect((await AdapterFolder.open(path, { text: "é" })).kept?.step).toBe(6);
  });

  it("takes no state that is not whole", async () => {
    const path = await fresh();
    await (await AdapterFolder.open(path, 1)).keep(checkpoint);
    const file = join(path, ".hostless-training");
    const { length } = await readFile(file);
    for (const size of [length - 1, length - 12, 40, 4, 3, 0]) {
      await truncate(file, size);
      expect((await AdapterFolder.open(path, 1)).kept, `${size} bytes`).toBeUndefined();
    }
    await writeFile(file, Buffer.alloc(100, 0xff));
    expect((await AdapterFolder.open(path, 1)).kept).toBeUndefined();
  });

  it("ends with the adapter's files alone, and is refused after that", async () => {
    const path = await fresh();
    const folder = await AdapterFolder.open(path, 1);
    await folder.keep(checkpoint);
    await folder.finish([{ path: "adapter_config.json", bytes: Buffer.from("{}") }]);
    expect(await readdir(path)).toEqual(["adapter_config.json"]);
    await expect(AdapterFolder.open(path, 1)).rejects.toThrow(saying(`${path} is not empty.`, { code: "bad_request" }));
  });

  it.each(["README.md", "model.safetensors"])(
    "is refused with a file of somebody else beside a state: %s",
    async (name) => {
      const path = await fresh();
      await (await AdapterFolder.open(path, 1)).keep(checkpoint);
      await writeFile(join(path, name), "mine");
      await expect(AdapterFolder.open(path, 1)).rejects.toThrow("out_not_empty");
      expect(await readFile(join(path, name), "utf8")).toBe("mine");
    },
  );

  it("goes on beside files that were being written, and has those that were all written", async () => {
    const path = await fresh();
    await (await AdapterFolder.open(path, 1)).keep(checkpoint);
    const writing = join(path, ".hostless-writing");
    await mkdir(writing);
    await writeFile(join(writing, "model.safetensors"), "half");
    expect((await AdapterFolder.open(path, 1)).kept).toEqual(checkpoint);
    await rename(writing, join(path, ".hostless-written"));
    await expect(AdapterFolder.check(path)).rejects.toThrow("out_not_empty");
    expect(await readdir(path)).toEqual(["model.safetensors"]);
  });

  it("is refused where it is a file", async () => {
    await expect(AdapterFolder.open("LICENSE", 1)).rejects.toThrow(
      saying("LICENSE is a file.", { code: "bad_request" }),
    );
  });
});
