import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCli } from "../../src/cli/testing/run-cli.ts";
import { findGraphs } from "../../src/runtime/find-graphs.ts";
import { type Difference, findDifference, firstLine } from "./cases/find-difference.ts";
import { type Expectation, readExpectation } from "./cases/expectation.ts";

/**
 * Converts every checkpoint of a folder (one of ONNX graphs is opened as it is) and compares what it writes with what transformers
 * wrote, where `NAME.expected.json` beside it says so: npm run check:cases -- FOLDER [PART OF A NAME [OPTIONS OF CONVERT]]
 *
 * Folders that begin with `_` hold what others need: bases and tokenizers.
 */
interface Row extends Omit<Difference, "verdict"> {
  readonly name: string;
  /** `asked`: refused, as was expected. */
  readonly verdict: Difference["verdict"] | "right" | "asked";
}

const [folder, part = "", ...more] = process.argv.slice(2);
if (folder === undefined) throw new Error("Name the folder of the cases: npm run check:cases -- FOLDER");
const rows: Row[] = [];
for (const name of namesOf(folder)) {
  const row = { name, ...(await checkCase(folder, name)) };
  rows.push(row);
  console.log(`${row.verdict.padEnd(8)} ${row.name.padEnd(36)} ${row.why}`);
}
console.log(summarize(rows));
if (rows.some(({ verdict }) => verdict === "wrong")) process.exitCode = 1;

function namesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.isFile() && !entry.name.startsWith("_") && entry.name.includes(part))
    .map(({ name }) => name)
    .sort();
}

function summarize(rows: readonly Row[]): string {
  const count = (...verdicts: Row["verdict"][]) => rows.filter(({ verdict }) => verdicts.includes(verdict)).length;
  const counts = `${count("right")} right, ${count("asked")} refused as they should be, ${count("refused")} refused, ${count("wrong")} wrong`;
  const share = (100 * count("right", "asked")) / Math.max(1, rows.length);
  return `${rows.length} checkpoints: ${counts}. As it should be: ${share.toFixed(1)} %.`;
}

async function checkCase(folder: string, name: string): Promise<Omit<Row, "name">> {
  const expected = readExpectation(join(folder, `${name}.expected.json`));
  const out = mkdtempSync(join(tmpdir(), "cases-"));
  try {
    const from = join(folder, name, expected?.from ?? "");
    const isReady = isOfGraphs(join(folder, name));
    const model = isReady ? from : join(out, "package");
    const line = ["convert", from, "--out", model, "--dtypes", "fp32", ...optionsOf(folder, expected), ...more];
    const { code, err } = isReady ? { code: 0, err: "" } : await runCli(...line);
    const said = firstLine(err);
    if (code !== 0) return judgeRefusal(said, expected);
    if (expected?.refusal !== undefined) return { verdict: "wrong", why: "converted; a refusal was expected" };
    if (expected === undefined) return { verdict: "right", why: "converted; nothing to compare with" };
    const found = await findDifference(model, expected.cases, !isReady);
    return found ?? { verdict: "right", why: `${expected.cases.length} prompts. ${said}` };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function judgeRefusal(said: string, expected: Expectation | undefined): Omit<Row, "name"> {
  const isAsked = expected?.refusal !== undefined && new RegExp(expected.refusal).test(said);
  if (expected?.refusal !== undefined && !isAsked)
    return { verdict: "wrong", why: `other words than expected: ${said}` };
  return { verdict: isAsked ? "asked" : "refused", why: said };
}

function optionsOf(folder: string, expected: Expectation | undefined): string[] {
  const { base, tokenizer, options = [] } = expected ?? {};
  const given = (option: string, path: string | undefined) => (path === undefined ? [] : [option, join(folder, path)]);
  return [...given("--base", base), ...given("--tokenizer", tokenizer), ...options];
}

function isOfGraphs(folder: string): boolean {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const graphs = Object.keys(findGraphs(names)).length;
  return graphs > 0 && !names.some((name) => /\.(?:safetensors|bin)$/.test(name));
}
