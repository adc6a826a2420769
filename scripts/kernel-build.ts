import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SOURCES = "src/kernel/assembly";
const TARGETS = "src/kernel/build";

/** The kernel's builds and their compile-time constants; `kernel-checked` traps on access outside its blocks. */
const VARIANTS = [
  { name: "kernel", constants: ["CHECKED=0"] },
  { name: "kernel-checked", constants: ["CHECKED=1"] },
];

/**
 * Compiles the kernel into `src/kernel/build/`, unless the files there are newer than every source. Vitest calls it
 * before the tests.
 * @throws Error with the compiler's messages
 */
export async function setup(): Promise<void> {
  const sources = [...readdirSync(join(ROOT, SOURCES)).map((name) => join(ROOT, SOURCES, name)), import.meta.filename];
  const newest = Math.max(...sources.map(changed));
  for (const { name, constants } of VARIANTS) {
    const target = `${TARGETS}/${name}.wasm`;
    if (changed(join(ROOT, target)) <= newest) await compile(target, constants);
  }
}

async function compile(target: string, constants: readonly string[]): Promise<void> {
  const options = ["--baseDir", ROOT, "--outFile", target, "--runtime", "stub", "--noAssert", "--enable", "simd"];
  const speed = ["--optimizeLevel", "3", "--shrinkLevel", "0", "--converge"];
  const uses = [...constants, "abort="].flatMap((constant) => ["--use", constant]);
  const { error, stderr } = await asc.main([`${SOURCES}/index.ts`, ...options, ...speed, ...uses]);
  if (error !== null) throw new Error(`${target}: ${error.message}\n${stderr.toString()}`);
}

/** When the file was changed; 0 when there is none. */
function changed(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
