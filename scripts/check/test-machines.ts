/**
 * Runs unit and deep tests as other machines would: with extensions of the processor and features of the engine hidden or
 * shown, on fewer processors, and beside other programs. Minutes of work: for changes of the kernel, of numbers, and of
 * anything that waits.
 *
 *     npm run test:machines [-- src/kernel …]
 *
 * Without a place, the rooms that compute; beside other programs, all.
 */
import { execFileSync, spawn, spawnSync } from "node:child_process";

interface Machine {
  readonly name: string;
  /** V8's, for the processes that run tests. */
  readonly flags?: readonly string[];
  /** Numbers of the processors that may be used. */
  readonly processors?: string;
  readonly otherPrograms?: number;
}

const MACHINES: readonly Machine[] = [
  { name: "a processor without AVX", flags: ["--no-enable-avx"] },
  { name: "a processor without SSE 4.2", flags: ["--no-enable-sse4-2", "--no-enable-avx"] },
  { name: "an engine with relaxed SIMD", flags: ["--experimental-wasm-relaxed-simd"] },
  { name: "an engine that never optimizes", flags: ["--liftoff-only"] },
  { name: "one processor", processors: "0" },
  { name: "two processors", processors: "0,1" },
  { name: "a machine that does 15 other things", otherPrograms: 15 },
];
const COMPUTING = ["cli", "convert", "generate", "gpt2", "kernel", "runtime"].map((room) => `src/${room}/`);

/** Works as long as the program that started it is there. */
const BUSY = "const parent = process.ppid; while (process.ppid === parent);";

const given = process.argv.slice(2);
const knownFlags = execFileSync(process.execPath, ["--v8-options"], { encoding: "utf8" });
const failed = MACHINES.filter((machine) => !passes(machine));
console.log(failed.length === 0 ? "Green on all." : `Red on ${failed.map(({ name }) => name).join(", ")}.`);
process.exitCode = failed.length;

function passes({ name, flags = [], processors, otherPrograms = 0 }: Machine): boolean {
  console.log(`\n— ${name}`);
  const missing = whatIsMissing(flags, processors);
  if (missing !== undefined) {
    console.log(`  left out: ${missing}`);
    return true;
  }
  const places = given.length > 0 || otherPrograms > 0 ? given : COMPUTING;
  const tests = ["vitest", "run", "--reporter=dot", ...flags.map((flag) => `--execArgv=${flag}`), ...places];
  const line = [...(processors === undefined ? [] : ["taskset", "-c", processors]), "npx", "--no-install", ...tests];
  const others = Array.from({ length: otherPrograms }, () => spawn(process.execPath, ["-e", BUSY]));
  const { status } = spawnSync(line[0] ?? "", line.slice(1), { stdio: "inherit" });
  for (const other of others) other.kill();
  return status === 0;
}

/** Why a machine cannot be played here. */
function whatIsMissing(flags: readonly string[], processors: string | undefined): string | undefined {
  const unknown = flags.find((flag) => !knownFlags.includes(flag.replace("--no-", "--")));
  if (unknown !== undefined) return `this Node has no flag ${unknown}`;
  if (processors === undefined) return undefined;
  return spawnSync("taskset", ["-c", processors, "true"]).status === 0
    ? undefined
    : `there is no taskset, or no processor ${processors}`;
}
