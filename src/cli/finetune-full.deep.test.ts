import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { runCli } from "./testing/run-cli.ts";
import { heldOutTexts, killAtCheckpoint, TEXTS } from "./testing/training-texts.ts";

const CHECKPOINT = "fixtures/checkpoints/plain/safetensors";

let folder = "";
let texts = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "finetune-full-"));
  texts = join(folder, "texts.txt");
  await writeFile(texts, TEXTS.join("\n"));
});

const line = (out: string, ...more: string[]) => [
  ...["finetune", "--full", "--base", CHECKPOINT, "--texts", texts, "--out", out, "--epochs", "3", "--rate", "0.01"],
  ...more,
];
const weightsOf = (out: string) => readFile(join(out, "model.safetensors"));

describe("hostless finetune --full", () => {
  it("writes a checkpoint that convert, generate and evaluate take, as good as was said", async () => {
    const out = join(folder, "model");
    const { code, out: said, err } = await runCli(...line(out, "--json", "--base-name", "someone/base"));
    expect({ code, err }).toMatchObject({ code: 0, err: expect.stringContaining("set aside") });
    const result = JSON.parse(said);
    expect(result.after).toBeLessThan(result.before / 2);
    expect((await readdir(out)).toSorted()).toEqual([
      "README.md",
      "config.json",
      "generation_config.json",
      "model.safetensors",
      "tokenizer.json",
      "tokenizer_config.json",
    ]);
    expect(await readFile(join(out, "README.md"), "utf8")).toContain("base_model: someone/base");

    const model = join(folder, "package");
    expect(await runCli("convert", out, "--out", model, "--dtypes", "fp32")).toMatchObject({ code: 0 });
    const heldOut = join(folder, "held-out.txt");
    await writeFile(heldOut, heldOutTexts().join("\n"));
    const judged = await runCli("evaluate", "--model", model, "--text", heldOut, "--lines", "--json");
    expect(JSON.parse(judged.out).perplexity / result.after).toBeCloseTo(1, 2);
    const written = await runCli("generate", "--model", model, "--prompt", "red", "--no-do-sample");
    expect(written).toMatchObject({ code: 0, out: expect.stringContaining("red") });
  });

  it("goes on where it was killed, to the very same weights, and gives others for another seed", async () => {
    const [whole, killed, other] = [join(folder, "whole"), join(folder, "killed"), join(folder, "other")];
    await runCli(...line(whole));
    for (let kill = 0; kill < 2; kill++) expect(await killAtCheckpoint(line(killed))).toBe("SIGKILL");
    expect((await readdir(killed)).some((name) => name.endsWith(".safetensors"))).toBe(false);
    const { code, err } = await runCli(...line(killed));
    expect({ code, err }).toMatchObject({ code: 0, err: expect.not.stringContaining("step 0:") });
    expect((await weightsOf(killed)).equals(await weightsOf(whole))).toBe(true);
    await runCli(...line(other, "--seed", "2"));
    expect((await weightsOf(other)).equals(await weightsOf(whole))).toBe(false);
  });

  it("begins from what a package's weights stand for, and says so where they are less than floats", async () => {
    const [fine, coarse] = [join(folder, "fp32"), join(folder, "q8")];
    await runCli("convert", CHECKPOINT, "--out", fine, "--dtypes", "fp32,q8");
    await runCli("convert", CHECKPOINT, "--out", coarse, "--dtypes", "q8");
    const [one, two, three] = ["from-checkpoint", "from-fp32", "from-q8"].map((name) => join(folder, name));
    if (one === undefined || two === undefined || three === undefined) throw new Error();
    await runCli(...line(one));
    expect((await runCli(...line(two, "--base", fine))).err).not.toContain("q8");
    expect((await runCli(...line(three, "--base", coarse))).err).toContain("begins from what its q8 weights stand for");
    expect((await weightsOf(two)).equals(await weightsOf(one))).toBe(true);
    expect((await weightsOf(three)).equals(await weightsOf(one))).toBe(false);
  });

  it.each([
    [["--rank", "8"], 2, "--rank: is for an adapter"],
    [["--voice", "a.hostless-voice"], 2, "--voice: is for an adapter"],
    [["--threads", "2"], 2, "--threads 2: --full trains on 1."],
    [["--rate", "x"], 2, "--rate x"],
    [["--base", "src/gpt2"], 1, "config.json"],
    [["--base", "nowhere"], 1, "nowhere"],
    [["--out", "src"], 1, "src is not empty."],
  ])("refuses %j", async (more, code, message) => {
    const run = await runCli(...line(join(folder, "refused"), ...more));
    expect([run.code, run.out]).toEqual([code, ""]);
    expect(run.err).toContain(message);
  });

  it("says how many texts there are where they are too few", async () => {
    const few = join(folder, "few.txt");
    await writeFile(few, "one text\nanother text\n");
    const run = await runCli(...line(join(folder, "few"), "--texts", few));
    expect(run).toMatchObject({ code: 1, err: expect.stringContaining("2 of 2 texts can be learned from") });
  });

  it("keeps nothing where training makes it worse, neither a model nor what it would go on from", async () => {
    const out = join(folder, "worse");
    const run = await runCli(...line(out, "--rate", "1"));
    expect(run).toMatchObject({ code: 1, err: expect.stringContaining("so nothing was kept") });
    expect(await readdir(out)).toEqual([]);
  });
});
