import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { FAILSAFE_SCHEMA, load } from "js-yaml";
import { describe, expect, it } from "vitest";
import * as v from "valibot";
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

  it("has examples that are what their seeds write in the page", async () => {
    const { examples } = await readExamples(folder);
    expect(examples.length).toBeGreaterThanOrEqual(6);
    for (const { text, parameters, output } of examples) {
      const line = ["generate", "--model", folder, "--prompt", text, "--seed", parameters.seed, "--token-healing"];
      expect(await runCli(...line)).toEqual({ code: 0, out: `${text}${output.text}\n`, err: "" });
      expect(output.text).toMatch(/^ \p{L}.*\.$/u);
    }
  }, 60_000);

  it("is small enough for a visitor and for the repository", async () => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
    expect(sumOf(sizes)).toBeLessThanOrEqual(mostOnDisk);
    const manifest: { files: { size: number }[] } = JSON.parse(await readFile(join(folder, "manifest.json"), "utf8"));
    expect(sumOf(manifest.files.map(({ size }) => size))).toBeLessThanOrEqual(mostDownloaded);
  });
});

const examplesOf = v.object({
  widget: v.array(
    v.object({ text: v.string(), parameters: v.object({ seed: v.string() }), output: v.object({ text: v.string() }) }),
  ),
});

async function readExamples(folder: string) {
  const [, yaml = ""] = (await readFile(join(folder, "README.md"), "utf8")).split(/^---$/m);
  return { examples: v.parse(examplesOf, load(yaml, { schema: FAILSAFE_SCHEMA })).widget };
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
