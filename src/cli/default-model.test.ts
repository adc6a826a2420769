import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCli } from "./testing/run-cli.ts";

/** The packages that come with the site, and the bytes that the folder and a visitor's download may have. */
const PACKAGES = [
  ["quotes", 20_000_000, 18_000_000],
  ["quotes-small", 4_500_000, 4_200_000],
] as const;

describe.each(PACKAGES)("the package %s", (name, mostOnDisk, mostDownloaded) => {
  const folder = join("public/models", name);

  it("has 4-bit weights alone, which the kernel opens by itself", async () => {
    const { code, out, err } = await runCli(
      "generate",
      "--model",
      folder,
      "--prompt",
      "Life is",
      "--seed",
      "1",
      "--json",
    );
    expect([code, err]).toEqual([0, ""]);
    expect(JSON.parse(out)).toMatchObject({ finish_reason: "eos", backend: "kernel", dtype: "q4" });
  });

  it("is small enough for a visitor and for the repository", async () => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
    expect(sumOf(sizes)).toBeLessThanOrEqual(mostOnDisk);
    const manifest: { files: { size: number }[] } = JSON.parse(await readFile(join(folder, "manifest.json"), "utf8"));
    expect(sumOf(manifest.files.map(({ size }) => size))).toBeLessThanOrEqual(mostDownloaded);
  });
});

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
