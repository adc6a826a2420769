/**
 * Compares adapters that PEFT trained with what the converter makes of them, merged and kept apart:
 * `npm run check:adapters -- --base CHECKPOINT --text FILE [--python COMMAND]`, a Python that has torch, transformers and
 * peft. Prints a line for each kind and way; exits with 1 where one misses its goal.
 */
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import * as v from "valibot";
import { openFolder } from "../../src/cli/folder-files.ts";
import { openModel } from "../../src/cli/open-model.ts";
import { openPass } from "../../src/cli/open-pass.ts";
import { runCli } from "../../src/cli/testing/run-cli.ts";
import type { ForwardPass } from "../../src/contract/forward-pass.ts";
import { countSame } from "./count-same.ts";

const { values } = parseArgs({
  options: { base: { type: "string" }, text: { type: "string" }, python: { type: "string", default: "python3" } },
});
const { base, text, python } = values;
if (base === undefined || text === undefined) {
  console.error("Which model and text? npm run check:adapters -- --base CHECKPOINT --text FILE [--python COMMAND]");
  process.exit(2);
}

const folder = await mkdtemp(join(tmpdir(), "hostless-adapters-"));
try {
  execFileSync(python, [new URL("train_adapters.py", import.meta.url).pathname, base, text, folder], {
    stdio: "inherit",
  });
  const rows = v.parse(v.array(v.array(v.number())), JSON.parse(await readFile(join(folder, "ids.json"), "utf8")));
  await convert(base, "base", ["q8"]);
  for (const kind of ["lora", "rslora", "dora"]) {
    const logits = floatsOf(await readFile(join(folder, `${kind}.f32`)));
    const adapter = join(folder, kind);
    const merged = await openFolder(await convert(adapter, `${kind}-merged`, ["fp32", "q8"], "--base", base));
    await compare(`${kind}, merged, fp32`, await openPass(merged, "fp32", "onnx-wasm"), rows, logits, { error: 1e-4 });
    await compare(`${kind}, merged, q8`, await openPass(merged, "q8", "kernel"), rows, logits, { same: 99 });
    // Its directions have lengths of their own, which only whole matrices have: it is refused by name.
    if (kind === "dora") continue;
    const apart = { model: join(folder, "base-package"), dtype: "q8", adapter };
    await compare(`${kind}, apart, q8`, (await openModel(apart, process)).pass, rows, logits, { same: 99 });
  }
} finally {
  await rm(folder, { recursive: true });
}

async function convert(from: string, name: string, dtypes: readonly string[], ...more: readonly string[]) {
  const out = join(folder, `${name}-package`);
  const { code, err } = await runCli("convert", from, "--out", out, "--dtypes", dtypes.join(","), ...more);
  if (code !== 0) throw new Error(err);
  return out;
}

function floatsOf({ buffer, byteOffset, byteLength }: Buffer): Float32Array {
  return new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength));
}

interface Goal {
  /** Largest difference of any logit. */
  readonly error?: number;
  /** Percent of the positions whose likeliest token is the same. */
  readonly same?: number;
}

async function compare(
  name: string,
  pass: ForwardPass,
  rows: readonly (readonly number[])[],
  expected: Float32Array,
  goal: Goal,
) {
  const tokens = rows.reduce((sum, row) => sum + row.length, 0);
  const vocabulary = expected.length / tokens;
  let [same, worst, at] = [0, 0, 0];
  for (const row of rows) {
    await pass.truncate(0);
    await pass.reorder([]);
    const end = at + row.length * vocabulary;
    const found = countSame(await pass.forward([row], "all"), expected.subarray(at, end), vocabulary);
    at = end;
    same += found.same;
    worst = Math.max(worst, found.worst);
  }
  await pass.dispose();
  const percent = (100 * same) / tokens;
  const isMet = worst <= (goal.error ?? Number.POSITIVE_INFINITY) && percent >= (goal.same ?? 0);
  console.log(
    `${name}: same choice ${percent.toFixed(2)} % of ${tokens}, worst logit off by ${worst.toExponential(1)}; ` +
      (isMet ? "met" : `goal missed: ${JSON.stringify(goal)}`),
  );
  if (!isMet) process.exitCode = 1;
}
