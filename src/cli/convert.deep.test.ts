import { cp, mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCli } from "./testing/run-cli.ts";

describe("hostless convert", () => {
  it("makes a package of a legacy checkpoint without tokenizer.json, which then generates", async () => {
    const out = join(await mkdtemp(join(tmpdir(), "hostless-")), "package");
    const sample = join(out, "..", "sample.txt");
    await writeFile(sample, "Nothing happened, and yet it was worth the climb.");
    const line = ["convert", "fixtures/checkpoints/legacy/old-bin", "--out", out, "--eval", sample];
    const { code, out: report } = await runCli(...line, "--dtypes", "q8,fp32");
    expect(code).toBe(0);
    expect(report).toMatch(/^q8 .*\nfp32 /m);
    expect(await runCli(...line)).toMatchObject({ code: 1, err: expect.stringContaining("--force") });
    expect((await runCli(...line, "--force")).code).toBe(0);
    expect((await runCli("inspect", out)).out).toContain("files are whole");
    const generated = await runCli("generate", "--model", out, "--prompt", "The", "--max-new-tokens", "5", "--json");
    expect(JSON.parse(generated.out).samples[0].token_ids).toHaveLength(5);
  });

  /** The fixture `plain` in a folder of its own. */
  async function checkpoint(change: (folder: string) => Promise<void>): Promise<{ place: string; folder: string }> {
    const place = await mkdtemp(join(tmpdir(), "hostless-"));
    const folder = join(place, "checkpoint");
    await cp("fixtures/checkpoints/plain/safetensors", folder, { recursive: true });
    await change(folder);
    return { place, folder };
  }

  const setActivation = (name: string) => async (folder: string) => {
    const config = JSON.parse(await readFile(join(folder, "config.json"), "utf8"));
    await writeFile(join(folder, "config.json"), JSON.stringify({ ...config, activation_function: name }));
  };

  /** Its weights end in infinities, which is only found when the package is tried. */
  const breakWeights = async (folder: string) => {
    const path = join(folder, "model.safetensors");
    const bytes = await readFile(path);
    bytes.fill(Buffer.from([0, 0, 0x80, 0x7f]), bytes.length - 400);
    await writeFile(path, bytes);
  };

  it("refuses an activation that it does not know before it writes anything", async () => {
    const { place, folder } = await checkpoint(setActivation("xielu"));
    expect(await runCli("convert", folder, "--out", join(place, "package"))).toMatchObject({
      code: 1,
      err: expect.stringContaining('activation_function "xielu" is not supported'),
    });
    expect(await readdir(place)).toEqual(["checkpoint"]);
  });

  it("leaves no half-written folder when it fails at its end, and the old package as it was", async () => {
    const { place, folder } = await checkpoint(breakWeights);
    const out = join(place, "package");
    expect(await runCli("convert", folder, "--out", out)).toMatchObject({ code: 1 });
    expect(await readdir(place)).toEqual(["checkpoint"]);
    expect(await runCli("convert", "fixtures/checkpoints/plain/safetensors", "--out", out)).toMatchObject({ code: 0 });
    const before = await readdir(out, { recursive: true });
    expect(await runCli("convert", folder, "--out", out, "--force")).toMatchObject({ code: 1 });
    expect(await readdir(out, { recursive: true })).toEqual(before);
    expect(await runCli("inspect", out)).toMatchObject({ code: 0, out: expect.stringContaining("files are whole") });
  });
});
