import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import buildOnce from "../../scripts/build/build.ts";
import { startStaticServer } from "../../src/testing/static-server.ts";
import type { Check } from "./check.ts";
import { CHECKS } from "./checks.ts";
import { ENGINES, type Engine, type EngineName } from "./drivers/driver.ts";
import { startPuppeteer } from "./drivers/puppeteer.ts";
import { startWebKit } from "./drivers/webkit.ts";
import { findEngine } from "./find-engines.ts";
import { buildHands } from "./in-page/script.ts";
import { type Column, type Result, writeTable } from "./table.ts";
import { startWatchedSite } from "./watched-site.ts";
import { createWorld, type World } from "./world.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { grep: { type: "string", short: "g", default: "" } },
});
const asked = ENGINES.filter((name) => positionals.length === 0 || positionals.includes(name));
const checks = CHECKS.filter(({ name }) => new RegExp(values.grep, "i").test(name));

/** As Playwright's tests have it: where this runs for everybody a check is tried again, and its first failure is told. */
const RETRIES = process.env["CI"] ? 2 : 0;

await buildOnce();
const columns: Column[] = [];
const references = new Map<string, unknown>();
let isMissing = false;
for (const name of asked) {
  const found = findEngine(name);
  if ("missing" in found) {
    console.log(`${name}: skipped, it is not here. ${found.missing}`);
    // Where this runs for everybody, no engine may fall out unnoticed.
    isMissing ||= Boolean(process.env["CI"]);
    continue;
  }
  columns.push(await runEngine(name, found.what));
}
console.log(
  `\n${writeTable(
    checks.map(({ name }) => name),
    columns,
  )}\n`,
);
const failed = columns.flatMap(({ results }) => [...results.values()].filter(({ kind }) => kind === "failed")).length;
if (failed > 0) console.log(`${failed} failed.`);
if (isMissing) console.log("An engine is missing, and CI is set.");
process.exit(failed > 0 || isMissing || columns.length === 0 ? 1 : 0);

async function runEngine(name: EngineName, what: string): Promise<Column> {
  const began = performance.now();
  const downloads = await mkdtemp(join(tmpdir(), "hostless-downloads-"));
  const hands = await buildHands();
  const engine =
    name === "webkit"
      ? await startWebKit({ version: what, hands, downloads })
      : await startPuppeteer({ name, path: what, hands, downloads });
  try {
    const results = await runChecks(engine);
    console.log(`${engine.version}: ${((performance.now() - began) / 1000).toFixed(0)} s`);
    return { engine: name, title: engine.version, results };
  } finally {
    await engine.close();
    await rm(downloads, { recursive: true, force: true });
  }
}

async function runChecks(engine: Engine): Promise<Map<string, Result>> {
  const site = await startWatchedSite();
  const real = await startStaticServer({ root: "dist" });
  const world = createWorld({ engine, site, real: real.url, references });
  const results = new Map<string, Result>();
  for (const check of checks) {
    let result = await runCheck(check, world);
    console.log(`${engine.name}  ${lineOf(check, result)}`);
    for (let retry = 1; result.kind === "failed" && retry <= RETRIES; retry++) {
      await world.leave();
      result = await runCheck(check, world);
      console.log(`${engine.name}  retry ${retry}: ${lineOf(check, result)}`);
    }
    if (result.kind === "failed") await world.leave();
    results.set(check.name, result);
  }
  await world.leave();
  real.close();
  await site.close();
  return results;
}

async function runCheck(check: Check, world: World): Promise<Result> {
  const reason = check.notPossible?.[world.engine.name];
  if (reason !== undefined) return { kind: "not possible", reason };
  const began = performance.now();
  try {
    const note = await check.run(world);
    return { kind: "ok", note, ms: performance.now() - began };
  } catch (error) {
    return {
      kind: "failed",
      message: error instanceof Error ? error.message : String(error),
      ms: performance.now() - began,
    };
  }
}

function lineOf({ name }: Check, result: Result): string {
  if (result.kind === "not possible") return `–     ${name}: not possible here because ${result.reason}`;
  const time = `(${(result.ms / 1000).toFixed(1)} s)`;
  if (result.kind === "failed") return `FAIL  ${name} ${time}: ${result.message}`;
  return `ok    ${name} ${time}${result.note === undefined ? "" : `: ${result.note}`}`;
}
