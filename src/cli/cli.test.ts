import { cp, mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runLine } from "./run-line.ts";

const MODEL = "public/models/quotes";

async function run(...line: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runLine(line, {
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => err.push(text) },
  });
  return { code, out: out.join(""), err: err.join("") };
}

describe("hostless", () => {
  it("shows its commands, and a command's options with examples", async () => {
    expect(await run("--help")).toMatchObject({ code: 0, err: "" });
    const { out } = await run("generate", "--help");
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
    const { code, out, err } = await run(...line);
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
    const { code, out, err } = await run(...line);
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
    const plain = await run(...base, "--prompt", "love");
    const { out } = await run(...base, "--json");
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
    const { code, out, err } = await run(...line, ...prompts, "--prompt=--json", ...penalties);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const { samples } = JSON.parse(out);
    expect(samples.map(({ prompt }: { prompt: string }) => prompt)).toEqual([...texts, "--json"]);
  });

  it("searches with a length penalty below zero as with the same one behind an equals sign", async () => {
    const line = ["generate", "--model", MODEL, "--prompt", "life is not", "--no-do-sample", "--num-beams", "3"];
    const text = async (...penalty: string[]) => (await run(...line, "--max-new-tokens", "24", ...penalty)).out;
    const short = await text("--length-penalty", "-9");
    expect(short).toContain("life is not");
    expect(await text("--length-penalty=-9")).toBe(short);
    expect((await text("--length-penalty", "9")).length).toBeGreaterThan(short.length);
  });

  it("draws the same text for the same seed, and gives all samples", async () => {
    const drawn = ["--do-sample", "--top-p", "0.9", "--seed", "7", "--num-return-sequences", "3"];
    const first = await run(...base, ...drawn);
    expect(first.out.trimEnd().split("\n")).toHaveLength(3);
    expect(await run(...base, ...drawn)).toEqual(first);
  });

  it("switches sampling off again with --no-do-sample", async () => {
    expect(await run(...base, "--do-sample", "--temperature", "9", "--no-do-sample")).toEqual(await run(...base));
  });

  it("refuses what stands alone on the line instead of ignoring it", async () => {
    expect(await run(...base, "--do-sample", "false")).toMatchObject({
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
      JSON.parse((await run("evaluate", "--model", MODEL, "--text", text, "--chunk", chunk, "--json")).out);
    const prefill = await figures("32");
    expect(prefill.perplexity).toBeGreaterThan(1);
    expect((await figures("1")).perplexity).toBeCloseTo(prefill.perplexity, 6);
  });
});

describe("hostless inspect", () => {
  it("finds the one damaged file", async () => {
    const copy = await mkdtemp(join(tmpdir(), "hostless-"));
    await cp(MODEL, copy, { recursive: true });
    expect(await run("inspect", copy)).toMatchObject({ code: 0 });
    const path = join(copy, "onnx/model_quantized.onnx_data");
    const bytes = await readFile(path);
    bytes[1000] = (bytes[1000] ?? 0) ^ 1;
    await writeFile(path, bytes);
    const { code, err } = await run("inspect", copy);
    expect(code).toBe(1);
    expect(err).toContain("onnx/model_quantized.onnx_data: not what the manifest says");
  });
});

describe("hostless convert", () => {
  it("makes a package of a legacy checkpoint without tokenizer.json, which then generates", async () => {
    const out = join(await mkdtemp(join(tmpdir(), "hostless-")), "package");
    const sample = join(out, "..", "sample.txt");
    await writeFile(sample, "Nothing happened, and yet it was worth the climb.");
    const line = ["convert", "fixtures/checkpoints/legacy/old-bin", "--out", out, "--eval", sample];
    const { code, out: report } = await run(...line, "--dtypes", "q8,fp32");
    expect(code).toBe(0);
    expect(report).toMatch(/^q8 .*\nfp32 /m);
    expect(await run(...line)).toMatchObject({ code: 1, err: expect.stringContaining("--force") });
    expect((await run(...line, "--force")).code).toBe(0);
    expect((await run("inspect", out)).out).toContain("files are whole");
    const generated = await run("generate", "--model", out, "--prompt", "The", "--max-new-tokens", "5", "--json");
    expect(JSON.parse(generated.out).samples[0].token_ids).toHaveLength(5);
  });

  it.each([
    [["convert", "src", "--out", "/tmp/x"], 1, "There is no config.json among the files."],
    [["convert", "src", "--out", "/tmp/x", "--dtypes", "q5"], 2, "--dtypes q5"],
    [["convert", "src"], 2, "--out is missing"],
    [["convert", "src", "--out", "/tmp/x", "--source", "me"], 2, "--source me"],
  ])("refuses %j", async (line, code, message) => {
    const result = await run(...line);
    expect(result.code).toBe(code);
    expect(result.err).toContain(message);
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
    expect(await run("convert", folder, "--out", join(place, "package"))).toMatchObject({
      code: 1,
      err: expect.stringContaining('activation_function "xielu" is not supported'),
    });
    expect(await readdir(place)).toEqual(["checkpoint"]);
  });

  it("leaves no half-written folder when it fails at its end, and the old package as it was", async () => {
    const { place, folder } = await checkpoint(breakWeights);
    const out = join(place, "package");
    expect(await run("convert", folder, "--out", out)).toMatchObject({ code: 1 });
    expect(await readdir(place)).toEqual(["checkpoint"]);
    expect(await run("convert", "fixtures/checkpoints/plain/safetensors", "--out", out)).toMatchObject({ code: 0 });
    const before = await readdir(out, { recursive: true });
    expect(await run("convert", folder, "--out", out, "--force")).toMatchObject({ code: 1 });
    expect(await readdir(out, { recursive: true })).toEqual(before);
    expect(await run("inspect", out)).toMatchObject({ code: 0, out: expect.stringContaining("files are whole") });
  });
});
