import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { findGraphs } from "../../src/runtime/find-graphs.ts";
import { runCli } from "../../src/cli/testing/run-cli.ts";

/**
 * Converts every checkpoint of a folder (one of ONNX graphs is opened as it is) and compares what it writes with what transformers wrote, where
 * `NAME.expected.json` beside it says so: npm run check:cases -- FOLDER [PART OF A NAME [OPTIONS OF CONVERT]]
 *
 * `NAME.expected.json`: `cases` [{ prompt, input_ids, greedy, extra }] (ids, and further options of `hostless generate`),
 * `from` (the folder in NAME to convert), `options` (further ones of `hostless convert`).
 */
const ids = v.array(v.number());
const expectation = v.object({
  from: v.optional(v.string()),
  options: v.optional(v.array(v.string()), []),
  cases: v.array(v.object({ prompt: v.string(), input_ids: ids, greedy: ids, extra: v.optional(v.array(v.string())) })),
});
type Expectation = v.InferOutput<typeof expectation>;

const answer = v.object({ prompt_tokens: v.number(), token_ids: ids });

/** What a command writes as it goes on. */
const PROGRESS = new Set(["Reading", "Converting", "Measuring the quality"]);

type Verdict = "right" | "refused" | "wrong";
interface Row {
  readonly name: string;
  readonly verdict: Verdict;
  readonly why: string;
}

const [folder, part = "", ...more] = process.argv.slice(2);
if (folder === undefined) throw new Error("Name the folder of the cases: npm run check:cases -- FOLDER");
const names = readdirSync(folder).filter((name) => name.includes(part) && statSync(join(folder, name)).isDirectory());
const rows: Row[] = [];
for (const name of names) {
  const row = await checkCase(folder, name);
  rows.push(row);
  console.log(`${row.verdict.padEnd(8)} ${row.name.padEnd(36)} ${row.why}`);
}
const count = (verdict: Verdict) => rows.filter((row) => row.verdict === verdict).length;
console.log(
  `${rows.length} checkpoints: ${count("right")} right, ${count("refused")} refused, ${count("wrong")} wrong.`,
);
if (count("wrong") > 0) process.exitCode = 1;

async function checkCase(folder: string, name: string): Promise<Row> {
  const expected = readExpectation(join(folder, `${name}.expected.json`));
  const out = mkdtempSync(join(tmpdir(), "cases-"));
  try {
    const from = join(folder, name, expected?.from ?? "");
    const isReady = isOfGraphs(from);
    const model = isReady ? from : join(out, "package");
    const line = ["convert", from, "--out", model, "--dtypes", "fp32", ...(expected?.options ?? []), ...more];
    const { code, err } = isReady ? { code: 0, err: "" } : await runCli(...line);
    if (code !== 0) return { name, verdict: "refused", why: firstLine(err) };
    if (expected === undefined) return { name, verdict: "right", why: "converted; nothing to compare with" };
    for (const one of expected.cases) {
      const otherwise = await compare(model, one);
      if (otherwise !== undefined) return { name, ...otherwise };
    }
    return { name, verdict: "right", why: `${expected.cases.length} prompts. ${firstLine(err)}` };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function isOfGraphs(folder: string): boolean {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const graphs = Object.keys(findGraphs(names)).length;
  return graphs > 0 && !names.some((name) => /\.(?:safetensors|bin)$/.test(name));
}

/** @returns in what the package differs from transformers, or why it is refused */
async function compare(
  model: string,
  one: Expectation["cases"][number],
): Promise<Pick<Row, "verdict" | "why"> | undefined> {
  const { prompt, input_ids, greedy, extra = [] } = one;
  const line = ["--model", model, "--dtype", "fp32", `--prompt=${prompt}`, "--no-do-sample", ...extra];
  const { code, out, err } = await runCli("generate", ...line, "--max-new-tokens", `${greedy.length}`, "--json");
  if (code !== 0) return { verdict: "refused", why: firstLine(err) };
  const { prompt_tokens, token_ids } = v.parse(answer, JSON.parse(out));
  if (prompt_tokens !== input_ids.length && input_ids.length > 0)
    return { verdict: "wrong", why: `${JSON.stringify(prompt)}: ${prompt_tokens} tokens for ${input_ids.length}` };
  const i = greedy.findIndex((id, place) => token_ids[place] !== id);
  if (i < 0) return undefined;
  return { verdict: "wrong", why: `${JSON.stringify(prompt)}: token ${i} is ${token_ids[i]} for ${greedy[i]}` };
}

function readExpectation(path: string): Expectation | undefined {
  try {
    return v.parse(expectation, JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

function firstLine(text: string): string {
  return text.split("\n").find((line) => line !== "" && !PROGRESS.has(line)) ?? "";
}
