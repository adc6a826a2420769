import { mkdtempSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { filesOf, topFiles } from "./file-bytes.ts";

const folder = mkdtempSync(join(tmpdir(), "file-bytes-"));
mkdirSync(join(folder, "inner"));
writeFileSync(join(folder, "a.bin"), "abcdefghij");
writeFileSync(join(folder, "inner/b.bin"), "xyz");

const textOf = async (bytes: { arrayBuffer(): Promise<ArrayBuffer> }) =>
  new TextDecoder().decode(await bytes.arrayBuffer());

describe("filesOf", () => {
  it("lists a folder's files with those below it", async () => {
    const files = await topFiles(folder);
    expect([...files.keys()].sort()).toEqual(["a.bin", "inner/b.bin"]);
    expect(files.get("inner/b.bin")?.bytes.size).toBe(3);
  });

  it("gives parts, and parts of parts, by their own counting, and never beyond the file's end", async () => {
    const [file] = await filesOf(join(folder, "a.bin"));
    const part = file?.bytes.slice(2, 8);
    expect(part?.size).toBe(6);
    expect(part && (await textOf(part))).toBe("cdefgh");
    expect(part && (await textOf(part.slice(1, 3)))).toBe("de");
    expect(part && (await textOf(part.slice(4, 99)))).toBe("gh");
    expect(file?.path).toBe("a.bin");
  });

  it("refuses a folder that is not there by its name", async () => {
    await expect(filesOf(join(folder, "none"))).rejects.toMatchObject({ failure: { code: "model_not_found" } });
  });
});
