import { execFile } from "node:child_process";
import { readdirSync, statSync, utimesSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const COMPILER = join(ROOT, "node_modules/assemblyscript/bin/asc.js");
export const SOURCES = "src/kernel/assembly";
/** What the built site, the command line and the tests take. */
const FINISHED = "src/kernel/build";
/** What the dev server takes: compiled in a quarter of the time, and never mistaken for the finished ones. */
export const DRAFTS = `${FINISHED}/dev`;

/**
 * Constants of the sources and what they need: `RELAXED` uses the dot product of relaxed SIMD, `SHARED` a memory that
 * helpers share, which must name its most (4 GB), and `CHECKED` traps on access outside its blocks and has 64 MiB to
 * run out of in tests.
 */
const TRAITS = {
  RELAXED: ["--enable", "relaxed-simd"],
  SHARED: ["--enable", "threads", "--sharedMemory", "--importMemory", "--maximumMemory", "65536"],
  CHECKED: ["--maximumMemory", "1024"],
} as const;
type Trait = keyof typeof TRAITS;

interface Variant {
  readonly name: string;
  readonly traits: readonly Trait[];
  /** The file of {@link SOURCES} whose exports it has. */
  readonly entry: string;
}

const VARIANTS: readonly Variant[] = [
  { name: "kernel", traits: [], entry: "index" },
  { name: "kernel-relaxed", traits: ["RELAXED"], entry: "index" },
  { name: "kernel-shared", traits: ["SHARED"], entry: "index" },
  { name: "kernel-relaxed-shared", traits: ["RELAXED", "SHARED"], entry: "index" },
  { name: "kernel-checked", traits: ["CHECKED"], entry: "index" },
  { name: "training", traits: [], entry: "train" },
  { name: "training-checked", traits: ["CHECKED"], entry: "train" },
];

/**
 * Compiles the kernel into `src/kernel/build/`, unless the files there are newer than every source. Vitest calls it
 * before the tests.
 * @throws Error with the compiler's messages
 */
export async function setup(): Promise<void> {
  const waiting = [...VARIANTS];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      await refresh(`${FINISHED}/${next.name}.wasm`, next, ["--converge"]);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
}

/**
 * Compiles one variant into {@link DRAFTS}, unless the file there is newer than every source. It is optimized once
 * instead of until nothing changes any more.
 * @throws Error with the compiler's messages, or one that names the variant when there is none of that name
 */
export async function buildDraft(name: string): Promise<void> {
  const variant = VARIANTS.find((each) => each.name === name);
  if (variant === undefined) throw new Error(`The kernel has no variant ${name}.`);
  await refresh(`${DRAFTS}/${name}.wasm`, variant, []);
}

async function refresh(target: string, variant: Variant, effort: readonly string[]): Promise<void> {
  const folder = join(ROOT, SOURCES);
  // The folder changes with the names in it: a source that is gone counts, too.
  const sources = [folder, ...readdirSync(folder).map((name) => join(folder, name)), import.meta.filename];
  const newest = Math.max(...sources.map(changed));
  if (changed(join(ROOT, target)) > newest) return;
  const began = new Date();
  await compile(target, variant, effort);
  // As old as what it was made of: a source that was changed meanwhile is newer.
  utimesSync(join(ROOT, target), began, began);
}

async function compile(target: string, { traits, entry }: Variant, effort: readonly string[]): Promise<void> {
  const common = ["--outFile", target, "--runtime", "stub", "--noAssert", "--enable", "simd"];
  const speed = ["--optimizeLevel", "3", "--shrinkLevel", "0", ...effort, "--use", "abort="];
  const constants = Object.keys(TRAITS).flatMap((name) => [
    "--use",
    `${name}=${Number(traits.some((trait) => trait === name))}`,
  ]);
  const options = [...common, ...speed, ...constants, ...traits.flatMap((trait) => TRAITS[trait])];
  await runCompiler([`${SOURCES}/${entry}.ts`, ...options], target);
}

/** In a process of its own, which leaves this one free and needs no loader for TypeScript. */
function runCompiler(options: readonly string[], target: string): Promise<void> {
  return new Promise((resolve, reject) => {
    // With this flag it does not start itself a second time.
    const args = ["--enable-source-maps", COMPILER, ...options];
    execFile(process.execPath, args, { cwd: ROOT }, (error, _output, messages) => {
      if (error === null) resolve();
      else reject(new Error(`${target}: ${messages || error.message}`));
    });
  });
}

/** When the file was changed; 0 when there is none. */
function changed(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
