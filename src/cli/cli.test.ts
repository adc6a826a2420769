import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writePackage } from "../convert/testing/convert-fixture.ts";
import { randomCheckpoint } from "../convert/testing/random-checkpoint.ts";
import { runCli, runOnTerminal } from "./testing/run-cli.ts";

/** The smaller one of the two that come with the site, so that what is tested is not the weights. */
const MODEL = "public/models/quotes-small";

describe("hostless", () => {
  it("shows its commands, and a command's options with examples", async () => {
    expect(await runCli("--help")).toMatchObject({ code: 0, err: "" });
    const { out } = await runCli("generate", "--help");
    for (const flag of ["--do-sample", "--max-new-tokens", "--top-p", "--num-beams", "--seed", "Examples:"]) {
      expect(out).toContain(flag);
    }
  });

  it.each([
    [["fly"], "Unknown command: fly"],
    [["generate", "--model", MODEL, "--topp", "1"], "--topp"],
    [["generate", "--model", MODEL, "--prompt", "a", "--top-p", "3"], "--top-p 3"],
    [["generate", "--model", MODEL, "--prompt", "a", "--seed", "x"], "--seed x"],
    [["generate", "--model", MODEL, "--prompt", "a", "--dtype", "q3"], "--dtype q3"],
    [["generate", "--prompt", "a"], "--model is missing"],
    [["generate", "--model", MODEL, "--prompt", "a", "--seed", "-5"], "--seed -5"],
    [["generate", "--model", MODEL, "--prompt", "a", "--top-k", "-1"], "--top-k -1"],
    [["generate", "--model", MODEL, "--prompt", "--json"], "--prompt: TEXT is missing, the option --json follows."],
    [["generate", "--model", "--prompt", "a"], "--model: DIR is missing, the option --prompt follows."],
    [["generate", "--model", MODEL, "--prompt"], "--prompt"],
    [["evaluate", "--model", MODEL, "--text", "README.md", "--chunk", "-3"], "--chunk"],
    [["convert", "--out", "-out", "-dir"], "-d"],
    [["generate", "--model", MODEL], "--prompt is missing"],
    [["evaluate", "--model", MODEL, "--text", "README.md", "--chunk", "x"], "--chunk"],
    [["convert", "fixtures", "--out", "/tmp/none", "--license", "a: b"], "--license a: b"],
    [["inspect"], "The folder is missing"],
  ])("answers wrong use with code 2: %j", async (line, message) => {
    const { code, out, err } = await runCli(...line);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(message);
  });

  it.each([
    [["generate", "--model", "/nowhere", "--prompt", "a"], "There is no folder /nowhere."],
    [["generate", "--model", "src/cli", "--prompt", "a"], "src/cli has no ONNX graph."],
    [["generate", "--model", MODEL, "--prompt", "a", "--dtype", "fp16"], `${MODEL} has no fp16 graph.`],
    [["evaluate", "--model", MODEL, "--text", "/nowhere"], "The file /nowhere cannot be read."],
    [["inspect", "src"], "src has no manifest.json."],
  ])("answers bad input with code 1, one line and a hint, no stack trace: %j", async (line, message) => {
    const { code, out, err } = await runCli(...line);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain(message);
    expect(err).not.toContain("    at ");
  });
});

describe("hostless generate", () => {
  // The default model samples by its own settings, and may end early.
  const base = ["generate", "--model", MODEL, "--prompt", "life is not", "--no-do-sample"];
  base.push("--max-new-tokens", "6", "--min-new-tokens", "6");

  it("writes the texts alone, and the same as JSON with all that is known", async () => {
    const plain = await runCli(...base, "--prompt", "love");
    const { out } = await runCli(...base, "--json");
    const { samples, timings, ...only } = JSON.parse(out);
    expect(only).toMatchObject({ ...samples[0] });
    expect(plain).toMatchObject({ code: 0, err: "" });
    expect(plain.out.split("\n")[0]).toBe(samples[0].generated_text);
    expect(samples[0]).toMatchObject({ prompt: "life is not", finish_reason: "length" });
    expect(samples[0].token_ids).toHaveLength(6);
    expect(timings.total_ms).toBeGreaterThan(0);
  });

  it("takes values that begin with a dash as they are", async () => {
    const texts = ["- milk", "-", "-1", "--- Title", "---", "-h", "--two words"];
    const prompts = texts.flatMap((text) => ["--prompt", text]);
    const penalties = ["--length-penalty", "-1.5", "--num-beams", "2", "--stop-strings", "-- end"];
    const line = ["generate", "--model", MODEL, "--no-do-sample", "--max-new-tokens", "2", "--json"];
    const { code, out, err } = await runCli(...line, ...prompts, "--prompt=--json", ...penalties);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const { samples } = JSON.parse(out);
    expect(samples.map(({ prompt }: { prompt: string }) => prompt)).toEqual([...texts, "--json"]);
  });

  it("T39: shows escape sequences of a text on a terminal, and pipes and JSON as they are", async () => {
    const prompt = "\u001b]0;title\u0007love\u001b[2J";
    const line = ["generate", "--model", MODEL, "--no-do-sample", "--max-new-tokens", "1", "--prompt", prompt];
    expect((await runOnTerminal(...line)).out).toMatch(/^\\u001b\]0;title\\u0007love\\u001b\[2J/);
    expect((await runCli(...line)).out.startsWith(prompt)).toBe(true);
    expect(JSON.parse((await runOnTerminal(...line, "--json")).out)).toMatchObject({ prompt });
  });

  it("searches with a length penalty below zero as with the same one behind an equals sign", async () => {
    const line = ["generate", "--model", MODEL, "--prompt", "life is not", "--no-do-sample", "--num-beams", "3"];
    const text = async (...penalty: string[]) => (await runCli(...line, "--max-new-tokens", "24", ...penalty)).out;
    const short = await text("--length-penalty", "-9");
    expect(short).toContain("life is not");
    expect(await text("--length-penalty=-9")).toBe(short);
    expect((await text("--length-penalty", "9")).length).toBeGreaterThan(short.length);
  });

  it("draws the same text for the same seed, and gives all samples", async () => {
    const drawn = ["--do-sample", "--top-p", "0.9", "--seed", "7", "--num-return-sequences", "3"];
    const first = await runCli(...base, ...drawn);
    expect(first.out.trimEnd().split("\n")).toHaveLength(3);
    expect(await runCli(...base, ...drawn)).toEqual(first);
  });

  it("switches sampling off again with --no-do-sample", async () => {
    expect(await runCli(...base, "--do-sample", "--temperature", "9", "--no-do-sample")).toEqual(await runCli(...base));
  });

  it("refuses what stands alone on the line instead of ignoring it", async () => {
    expect(await runCli(...base, "--do-sample", "false")).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^false: /),
    });
  });
});

describe("hostless evaluate", () => {
  it("gives the same perplexity by prefill and token by token", async () => {
    const text = join(await mkdtemp(join(tmpdir(), "hostless-")), "text.txt");
    await writeFile(text, "Whoever wants to see far must first learn to wait.");
    const figures = async (chunk: string) =>
      JSON.parse((await runCli("evaluate", "--model", MODEL, "--text", text, "--chunk", chunk, "--json")).out);
    const prefill = await figures("32");
    expect(prefill.perplexity).toBeGreaterThan(1);
    expect((await figures("1")).perplexity).toBeCloseTo(prefill.perplexity, 6);
  });
});

describe("hostless inspect", () => {
  it("finds the one damaged file", async () => {
    const folder = await writePackage(randomCheckpoint(), ["q8"]);
    expect(await runCli("inspect", folder)).toMatchObject({ code: 0 });
    const path = join(folder, "onnx/model_quantized.onnx_data");
    const bytes = await readFile(path);
    bytes[1000] = (bytes[1000] ?? 0) ^ 1;
    await writeFile(path, bytes);
    const { code, err } = await runCli("inspect", folder);
    expect(code).toBe(1);
    expect(err).toContain("onnx/model_quantized.onnx_data: not what the manifest says");
  });

  it("T39: shows a package's name without what would move a terminal's cursor", async () => {
    const folder = await writePackage(randomCheckpoint(), ["q8"]);
    const path = join(folder, "manifest.json");
    const manifest = JSON.parse(await readFile(path, "utf8"));
    await writeFile(path, JSON.stringify({ ...manifest, name: "quotes\u001b[2J\u202e\r" }));
    const { out } = await runCli("inspect", folder);
    expect(out).toMatch(/^quotes \[2J\n/);
  });
});

describe("hostless convert", () => {
  it.each([
    [["convert", "scripts", "--out", "/tmp/x"], 1, "There is no config.json among the files."],
    [["convert", "scripts", "--out", "/tmp/x", "--dtypes", "q5"], 2, "--dtypes q5"],
    [["convert", "src"], 2, "--out is missing"],
    [["convert", "scripts", "--out", "/tmp/x", "--source", "me"], 2, "--source me"],
    [["convert", "scripts", "--out", "/tmp/x", "--lighter", "../me"], 2, "--lighter ../me"],
  ])("refuses %j", async (line, code, message) => {
    const result = await runCli(...line);
    expect(result.code).toBe(code);
    expect(result.err).toContain(message);
  });
});
