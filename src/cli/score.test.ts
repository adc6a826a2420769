import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { runCli } from "./testing/run-cli.ts";

const MODEL = "public/models/quotes-small";
const TEXT = "Whoever wants to see far must first learn to wait. 😀";

let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hostless-"));
  file = join(folder, "text.txt");
  await writeFile(file, TEXT);
});

describe("hostless score", () => {
  it("says of each token what evaluate says of all of them", async () => {
    const { details, ...figures } = JSON.parse((await runCli("score", "--model", MODEL, "--text", file, "--json")).out);
    const whole = JSON.parse((await runCli("evaluate", "--model", MODEL, "--text", file, "--json")).out);
    expect(figures).toEqual({
      ...whole,
      perplexity: expect.closeTo(whole.perplexity, 8),
      bits_per_byte: expect.closeTo(whole.bits_per_byte, 8),
    });
    const sum = details.reduce((total: number, { logprob }: { logprob: number }) => total - logprob, 0);
    expect(Math.exp(sum / details.length)).toBeCloseTo(whole.perplexity, 8);
    expect(details[0].top).toHaveLength(10);
  });

  it("writes a heat map and a table, and names the most surprising words", async () => {
    const [html, csv] = [join(folder, "map.html"), join(folder, "table.csv")];
    const { code, out } = await runCli(
      "score",
      "--model",
      MODEL,
      "--text",
      file,
      "--top",
      "2",
      "--html",
      html,
      "--csv",
      csv,
    );
    expect(code).toBe(0);
    expect(out).toMatch(/The most surprising words:\n( +\d+\.\d bits {2}\S+\n){10}$/);
    const page = await readFile(html, "utf8");
    expect(page.replace(/<style>.*<\/style>/s, "").replace(/<[^>]*>/g, "")).toContain(TEXT);
    expect((await readFile(csv, "utf8")).split("\r\n").length).toBeGreaterThan(10);
  });

  it.each([
    [["--top", "21"], 2, "--top"],
    [["--top", "x"], 2, "--top"],
    [["--html", "/nowhere/map.html"], 1, "The file /nowhere/map.html cannot be written."],
  ])("refuses %j", async (more, code, message) => {
    const result = await runCli("score", "--model", MODEL, "--text", file, ...more);
    expect(result.code).toBe(code);
    expect(result.err).toContain(message);
  });
});
