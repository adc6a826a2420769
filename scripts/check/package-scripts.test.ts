import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { load } from "js-yaml";
import * as v from "valibot";
import { describe, expect, it } from "vitest";

const { scripts } = v.parse(
  v.object({ scripts: v.record(v.string(), v.string()) }),
  JSON.parse(readFileSync("package.json", "utf8")),
);

/** What the script runs, one command after the other, other scripts of the project written out. */
function commandsOf(name: string): string[] {
  return (scripts[name] ?? "").split(" && ").flatMap((command) => {
    const called = /^(?:\w+=\S+ )?npm run (?:--silent )?(\S+)/.exec(command)?.[1];
    return called === undefined ? [command] : commandsOf(called);
  });
}

/** The first module of what a command runs: a program of ours, or the configuration of Playwright or Vitest. */
function entryOf(command: string): string | undefined {
  if (command.startsWith("playwright ")) return "playwright.config.ts";
  if (command.startsWith("vitest ")) return "vitest.config.ts";
  return /^tsx (\S+\.ts)/.exec(command)?.[1];
}

/** Paths of a module and of all modules of the project that it imports, or names as its `globalSetup`. */
function modulesOf(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path) || !existsSync(path)) return seen;
  seen.add(path);
  const imported = readFileSync(path, "utf8").matchAll(
    /(?:\bfrom|\bimport|\bimport\(|globalSetup:)\s*"(\.?[\w./-]+\.ts)"/g,
  );
  for (const [, to = ""] of imported) modulesOf(join(dirname(path), to), seen);
  return seen;
}

/** Whether a program reads what `npm run build` makes. */
function readsSite(modules: ReadonlySet<string>): boolean {
  return [...modules].some((path) => /"dist(?:-\w+)?(?:\/[^"]*)?"/.test(readFileSync(path, "utf8")));
}

/** Whether a program reads the kernel that `npm run build:kernel` makes. */
function readsKernel(modules: ReadonlySet<string>): boolean {
  return [...modules].some((path) => /kernel\/build\/|\/build\/\$\{variant\}/.test(readFileSync(path, "utf8")));
}

/** What CI runs after `npm test`, of which the other fault tests are a part. */
const BESIDE = ["npm run test:faults -- --grep @slow", "npm run test:engines"];

describe.each(Object.keys(scripts))("npm run %s", (name) => {
  const commands = commandsOf(name);
  const entries = commands.map(entryOf);

  it("runs programs that are there", () => {
    expect(entries.filter((entry) => entry !== undefined && !existsSync(entry))).toEqual([]);
  });

  it("builds first what it reads", () => {
    const run = new Set<string>();
    for (const [index, entry] of entries.entries()) {
      const modules = modulesOf(entry ?? "");
      for (const module of modules) run.add(module);
      const [isBrowserTest, isUnitTest] = ["playwright ", "vitest "].map((tool) => commands[index]?.startsWith(tool));
      if (isBrowserTest || readsSite(modules)) expect([...run]).toContain("scripts/build/build.ts");
      if (isUnitTest || readsKernel(modules)) expect([...run]).toContain("scripts/build/kernel-build.ts");
    }
  });
});

it("sees what the programs read", () => {
  const reading = (reads: typeof readsSite) =>
    [
      "scripts/build/serve.ts",
      "scripts/check/size.ts",
      "bench/site/page.ts",
      "scripts/check/fuzz.ts",
      "src/cli/main.ts",
    ].filter((one) => reads(modulesOf(one)));
  expect(reading(readsSite)).toEqual(["scripts/build/serve.ts", "scripts/check/size.ts", "bench/site/page.ts"]);
  expect(reading(readsKernel)).toEqual(["src/cli/main.ts"]);
});

it("CONTRIBUTING.md tells what every script is for", () => {
  const text = readFileSync("CONTRIBUTING.md", "utf8");
  expect(Object.keys(scripts).filter((name) => !new RegExp(`\`(?:npm run )?${name}[\` ]`).test(text))).toEqual([]);
});

it("a pull request's page shows each step of npm test, the fault tests and the three engines", () => {
  const workflow = v.object({
    jobs: v.object({ check: v.object({ steps: v.array(v.object({ run: v.exactOptional(v.string()) })) }) }),
  });
  const { steps } = v.parse(workflow, load(readFileSync(".github/workflows/ci.yml", "utf8"))).jobs.check;
  const wanted = [...(scripts["test"] ?? "").split(" && "), ...BESIDE];
  expect(steps.flatMap(({ run = "" }) => (run.startsWith("npm run test:") ? [run] : []))).toEqual(wanted);
});

it("what CI runs beside npm test is in .ci/run, too", () => {
  const lines = readFileSync(".ci/run", "utf8").split("\n");
  expect(lines.filter((line) => line.startsWith("npm run test:"))).toEqual(BESIDE);
  expect(lines).toContain("npm test");
});
