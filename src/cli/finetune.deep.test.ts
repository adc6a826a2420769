import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { readVoice } from "../voice/read-voice.ts";
import { runCli } from "./testing/run-cli.ts";
import { heldOutTexts, killAtCheckpoint, TEXTS } from "./testing/training-texts.ts";

const CHECKPOINT = "fixtures/checkpoints/plain/safetensors";

let folder = "";
let base = "";
let texts = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "finetune-"));
  base = join(folder, "base");
  texts = join(folder, "texts.txt");
  await writeFile(texts, TEXTS.join("\n"));
  expect(await runCli("convert", CHECKPOINT, "--out", base, "--dtypes", "fp32,q8")).toMatchObject({ code: 0 });
});

const line = (out: string, ...more: string[]) => [
  ...["finetune", "--base", base, "--texts", texts, "--out", out, "--epochs", "3", "--rate", "0.01", "--rank", "4"],
  ...more,
];
const adapterOf = (out: string) => readFile(join(out, "adapter_model.safetensors"));

describe("hostless finetune", () => {
  it("writes an adapter that makes the base, merged, foresee such texts as well as was said", async () => {
    const out = join(folder, "voice");
    const { code, out: said, err } = await runCli(...line(out, "--json"));
    expect({ code, err }).toMatchObject({ code: 0, err: expect.stringContaining("set aside") });
    const result = JSON.parse(said);
    expect(result.after).toBeLessThan(result.before / 2);
    expect((await readdir(out)).toSorted()).toEqual(["adapter_config.json", "adapter_model.safetensors"]);

    const merged = join(folder, "merged");
    const converted = await runCli("convert", out, "--base", CHECKPOINT, "--out", merged, "--dtypes", "fp32");
    expect(converted).toMatchObject({ code: 0 });
    const heldOut = join(folder, "held-out.txt");
    await writeFile(heldOut, heldOutTexts().join("\n"));
    const surprise = async (model: string) => {
      const run = await runCli("evaluate", "--model", model, "--text", heldOut, "--lines", "--json", "--dtype", "fp32");
      return Math.log(JSON.parse(run.out).perplexity);
    };
    // Training has the base in int8.
    expect((await surprise(base)) / Math.log(result.before)).toBeCloseTo(1, 1);
    expect((await surprise(merged)) / Math.log(result.after)).toBeCloseTo(1, 1);
  });

  it("writes a small one for links, too, which its base writes with and no other model", async () => {
    const out = join(folder, "linked");
    const small = join(folder, "linked.hostless-voice");
    const made = await runCli(...line(out, "--voice", small, "--voice-bytes", "1000"));
    expect(made).toMatchObject({
      code: 0,
      err: expect.stringMatching(/linked\.hostless-voice: \d+ bytes, perplexity/),
    });
    expect((await readFile(small)).length).toBeLessThan(1100);
    const again = join(folder, "again.hostless-voice");
    const once = line(out, "--voice", again, "--voice-bytes", "1000");
    expect(await runCli(...once)).toMatchObject({ code: 0, err: expect.stringContaining("only what is made of it") });
    const [first, second] = await Promise.all([small, again].map((path) => readVoiceFile(path)));
    // Up to rounding: the factors lie differently in memory.
    const modules = [first, second].map((one) => one?.directions.map(({ module }) => module));
    expect(modules[1]).toEqual(modules[0]);
    // The folder's path is nobody's business.
    expect(second).toMatchObject({ name: "again", base: { name: expect.not.stringContaining("/") } });
    const write = async (model: string, ...more: string[]) =>
      runCli("generate", "--model", model, "--prompt", "red", "--no-do-sample", "--max-new-tokens", "8", ...more);
    const [alone, beside] = [await write(base), await write(base, "--adapter", small)];
    expect(beside).toMatchObject({ code: 0 });
    expect(beside.out).not.toBe(alone.out);
    const other = join(folder, "other-base");
    await runCli("convert", "fixtures/checkpoints/bfloat/safetensors", "--out", other, "--dtypes", "q8");
    expect(await write(other, "--adapter", small)).toMatchObject({ code: 1, err: expect.stringContaining("state") });
  });

  it("writes the base with the adapter merged into it, during a training or of one that is finished", async () => {
    const [out, first, second] = [join(folder, "to-merge"), join(folder, "merged-1"), join(folder, "merged-2")];
    expect(await runCli(...line(out, "--merged", first))).toMatchObject({ code: 0 });
    expect(await runCli(...line(out, "--merged", second))).toMatchObject({ code: 0 });
    expect(await readFile(join(first, "README.md"), "utf8")).toContain("with a LoRA adapter merged into it");
    const weights = (of: string) => readFile(join(of, "model.safetensors"));
    expect((await weights(second)).equals(await weights(first))).toBe(true);
    expect(await runCli(...line(join(folder, "none"), "--merged", first))).toMatchObject({
      code: 2,
      err: expect.stringContaining("is there already"),
    });
    expect(await runCli(...line(out, "--merged", join(folder, "merged-3"), "--base-name", "another"))).toMatchObject({
      code: 1,
      err: expect.stringContaining('this model is "another"'),
    });
    const model = join(folder, "merged-package");
    expect(await runCli("convert", first, "--out", model, "--dtypes", "fp32")).toMatchObject({ code: 0 });
    const heldOut = join(folder, "held-out-2.txt");
    await writeFile(heldOut, heldOutTexts().join("\n"));
    const surprise = async (...of: string[]) => {
      const run = await runCli("evaluate", ...of, "--text", heldOut, "--lines", "--json");
      return Math.log(JSON.parse(run.out).perplexity);
    };
    const beside = await surprise("--model", base, "--dtype", "q8", "--adapter", out);
    expect((await surprise("--model", model, "--dtype", "fp32")) / beside).toBeCloseTo(1, 1);
  });

  it("gives the same adapter for the same seed, another one for another", async () => {
    const [one, same, other] = ["one", "same", "other"].map((name) => join(folder, name));
    if (one === undefined || same === undefined || other === undefined) throw new Error();
    await runCli(...line(one));
    await runCli(...line(same));
    await runCli(...line(other, "--seed", "2"));
    expect((await adapterOf(same)).equals(await adapterOf(one))).toBe(true);
    expect((await adapterOf(other)).equals(await adapterOf(one))).toBe(false);
  });

  it("goes on where it was killed, to the very same adapter", async () => {
    const [whole, killed] = [join(folder, "whole"), join(folder, "killed")];
    await runCli(...line(whole));
    // At the third half pass these texts get no better, which ends the training.
    for (let kill = 0; kill < 2; kill++) expect(await killAtCheckpoint(line(killed))).toBe("SIGKILL");
    expect((await readdir(killed)).some((name) => name.startsWith("adapter"))).toBe(false);
    const { code, err } = await runCli(...line(killed));
    // The base is not judged again.
    expect({ code, err }).toMatchObject({ code: 0, err: expect.not.stringContaining("step 0:") });
    expect((await adapterOf(killed)).equals(await adapterOf(whole))).toBe(true);
  });

  it("never goes on with another field of the same file, or as another kind of training", async () => {
    const [out, fields] = [join(folder, "fields"), join(folder, "fields.jsonl")];
    await writeFile(fields, TEXTS.map((text) => JSON.stringify({ a: text, b: text.toUpperCase() })).join("\n"));
    const of = (field: string) => line(out, "--texts", fields, "--layout", "jsonl", "--field", field);
    expect(await killAtCheckpoint(of("a"))).toBe("SIGKILL");
    const whole = ["finetune", "--full", "--base", CHECKPOINT, "--texts", texts, "--out", out];
    for (const other of [of("b"), whole]) {
      const run = await runCli(...other);
      expect(run).toMatchObject({ code: 1, err: expect.stringContaining("unfinished training of other texts") });
    }
    expect(await runCli(...of("a"))).toMatchObject({ code: 0, err: expect.not.stringContaining("step 0:") });
  });

  it.each([
    [["--rank", "0"], 2, "--rank 0"],
    [["--rate", "x"], 2, "--rate x"],
    [["--layout", "xml"], 2, "--layout xml"],
    [["--layout", "csv", "--field", "text"], 1, "has no column"],
    [["--layout", "jsonl"], 1, "is not JSON"],
    [["--texts", "/nowhere"], 1, "The file /nowhere cannot be read."],
    [["--base", "src"], 1, "src is not a model package."],
    [["--out", "src"], 1, "src is not empty."],
    [["--voice", "nowhere/a.hostless-voice"], 2, "there is no folder nowhere"],
  ])("refuses %j", async (more, code, message) => {
    const run = await runCli(...line(join(folder, "refused"), ...more));
    expect([run.code, run.out]).toEqual([code, ""]);
    expect(run.err).toContain(message);
  });

  it("says how many texts there are where they are too few", async () => {
    const few = join(folder, "few.txt");
    await writeFile(few, `${"the same text\n".repeat(1000)}https://example.org/\n`);
    const run = await runCli(...line(join(folder, "few"), "--texts", few));
    expect(run).toMatchObject({ code: 1, err: expect.stringContaining("1 of 1 texts can be learned from") });
  });

  it("keeps nothing where training makes it worse", async () => {
    const out = join(folder, "worse");
    // Texts that the base knows how to write already.
    const known = join(folder, "known.txt");
    const things = ["Love", "Hope", "Life", "Time", "Truth", "Virtue", "Wisdom", "Genius", "Poverty", "Patience"];
    await writeFile(known, things.map((thing) => `${thing} is the best of all things.`).join("\n"));
    const own = ["--base", "public/models/quotes-small", "--texts", known, "--rate", "1", "--alpha", "1024"];
    const run = await runCli(...line(out, ...own));
    expect(run).toMatchObject({ code: 1, err: expect.stringContaining("so nothing was kept") });
    expect(await readdir(out)).toEqual([]);
  });
});

async function readVoiceFile(path: string) {
  return readVoice(await readFile(path), path);
}
