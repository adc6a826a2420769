import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { saying } from "../contract/testing/refused.ts";
import { filesOf } from "./file-bytes.ts";
import { fileSizes, openFolder } from "./folder-files.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "folder-files-"));
  mkdirSync(join(folder, "onnx"));
  writeFileSync(join(folder, "config.json"), "{}");
  writeFileSync(join(folder, "onnx", "model.onnx"), "0123456789");
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("openFolder", () => {
  it("has the files of a folder, with slashes whatever the system", async () => {
    const files = await openFolder(folder);
    expect([...files.paths].sort()).toEqual(["config.json", "onnx/model.onnx"]);
    expect(await files.size("onnx/model.onnx")).toBe(10);
    expect(await files.text("config.json")).toBe("{}");
    expect(new TextDecoder().decode(await files.bytes("onnx/model.onnx"))).toBe("0123456789");
  });

  it("refuses what is not there by its name, and does not leave the folder", async () => {
    const files = await openFolder(folder);
    expect(() => files.text("../secret")).toThrow(saying(/has no "?\.\.\/secret/));
    await expect(openFolder(join(folder, "none"))).rejects.toThrow(saying(/There is no folder .*none/));
  });
});

describe("fileSizes", () => {
  it("leaves folders out", async () => expect((await fileSizes(folder)).has("onnx")).toBe(false));
});

describe("filesOf", () => {
  it("reads a part of a part, and never beyond its end", async () => {
    const [file] = (await filesOf(folder)).filter(({ path }) => path === "onnx/model.onnx");
    const read = async (bytes: { arrayBuffer(): Promise<ArrayBuffer> } | undefined) =>
      new TextDecoder().decode(await bytes?.arrayBuffer());
    const part = file?.bytes.slice(2, 8);
    expect([part?.size, await read(part), await read(part?.slice(1, 99)), await read(part?.slice(9, 12))]).toEqual([
      6,
      "234567",
      "34567",
      "",
    ]);
  });

  it("says so when a file becomes shorter while it is read", async () => {
    const [file] = (await filesOf(folder)).filter(({ path }) => path === "onnx/model.onnx");
    writeFileSync(join(folder, "onnx", "model.onnx"), "0");
    await expect(file?.bytes.arrayBuffer()).rejects.toThrow("became shorter");
  });
});
