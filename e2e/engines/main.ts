import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import buildOnce from "../../scripts/build/build.ts";
import { startStaticServer } from "../../src/testing/static-server.ts";
import { CHECKS } from "./checks.ts";
import { ENGINES, type Engine, type EngineName } from "./drivers/driver.ts";
import { startPuppeteer } from "./drivers/puppeteer.ts";
import { startWebKit } from "./drivers/webkit.ts";
import { findEngine } from "./find-engines.ts";
import { buildHands } from "./in-page/script.ts";
import { runCheck } from "./run-check.ts";
import { type Column, type Result, writeTable } from "./table.ts";
import { startWatchedSite } from "./watched-site.ts";
import { createWorld } from "./world.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { grep: { type: "string", short: "g", default: "" } },
});
const asked = ENGINES.filter((name) => positionals.length === 0 || positionals.includes(name));
const checks = CHECKS.filter(({ name }) => new RegExp(values.grep, "i").test(name));
const unknown = positionals.filter((name) => !ENGINES.some((engine) => engine === name));
if (unknown.length > 0) throw new Error(`No such engine: ${unknown.join(", ")}. There are ${ENGINES.join(", ")}.`);
if (checks.length === 0) throw new Error(`No check's name fits ${values.grep}.`);

/** As Playwright's tests have it: where this runs for everybody a check is tried again. */
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
const results = columns.flatMap(({ results }) => [...results.values()]);
const failed = results.filter(({ kind }) => kind === "failed").length;
const again = results.filter((result) => result.kind === "ok" && result.attempt > 1).length;
if (failed > 0) console.log(`${failed} failed.`);
if (again > 0) console.log(`${again} held only when tried again: the table says which.`);
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
  for (const check of checks) results.set(check.name, await runCheck(check, world, RETRIES));
  await world.leave();
  real.close();
  await site.close();
  return results;
}
