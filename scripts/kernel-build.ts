import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SOURCES = "src/kernel/assembly";
const TARGETS = "src/kernel/build";

/**
 * `kernel-relaxed` uses the dot product of relaxed SIMD; `kernel-checked` traps on access outside its blocks and has
 * 64 MiB (1024 pages), to run out of in tests.
 */
const VARIANTS = [
  { name: "kernel", options: ["--use", "CHECKED=0", "--use", "RELAXED=0"] },
  { name: "kernel-relaxed", options: ["--use", "CHECKED=0", "--use", "RELAXED=1", "--enable", "relaxed-simd"] },
  { name: "kernel-checked", options: ["--use", "CHECKED=1", "--use", "RELAXED=0", "--maximumMemory", "1024"] },
];

/**
 * Compiles the kernel into `src/kernel/build/`, unless the files there are newer than every source. Vitest calls it
 * before the tests.
 * @throws Error with the compiler's messages
 */
export async function setup(): Promise<void> {
  const sources = [...readdirSync(join(ROOT, SOURCES)).map((name) => join(ROOT, SOURCES, name)), import.meta.filename];
  const newest = Math.max(...sources.map(changed));
  for (const { name, options } of VARIANTS) {
    const target = `${TARGETS}/${name}.wasm`;
    if (changed(join(ROOT, target)) <= newest) await compile(target, options);
  }
}

async function compile(target: string, options: readonly string[]): Promise<void> {
  const common = ["--baseDir", ROOT, "--outFile", target, "--runtime", "stub", "--noAssert", "--enable", "simd"];
  const speed = ["--optimizeLevel", "3", "--shrinkLevel", "0", "--converge", "--use", "abort="];
  const { error, stderr } = await asc.main([`${SOURCES}/index.ts`, ...common, ...speed, ...options]);
  if (error !== null) throw new Error(`${target}: ${error.message}\n${stderr.toString()}`);
}

/** When the file was changed; 0 when there is none. */
function changed(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
