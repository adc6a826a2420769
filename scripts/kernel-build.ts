import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SOURCES = "src/kernel/assembly";
const TARGETS = "src/kernel/build";

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

const VARIANTS: readonly { readonly name: string; readonly traits: readonly Trait[] }[] = [
  { name: "kernel", traits: [] },
  { name: "kernel-relaxed", traits: ["RELAXED"] },
  { name: "kernel-shared", traits: ["SHARED"] },
  { name: "kernel-relaxed-shared", traits: ["RELAXED", "SHARED"] },
  { name: "kernel-checked", traits: ["CHECKED"] },
];

/**
 * Compiles the kernel into `src/kernel/build/`, unless the files there are newer than every source. Vitest calls it
 * before the tests.
 * @throws Error with the compiler's messages
 */
export async function setup(): Promise<void> {
  const sources = [...readdirSync(join(ROOT, SOURCES)).map((name) => join(ROOT, SOURCES, name)), import.meta.filename];
  const newest = Math.max(...sources.map(changed));
  for (const { name, traits } of VARIANTS) {
    const target = `${TARGETS}/${name}.wasm`;
    if (changed(join(ROOT, target)) <= newest) await compile(target, traits);
  }
}

async function compile(target: string, traits: readonly Trait[]): Promise<void> {
  const common = ["--baseDir", ROOT, "--outFile", target, "--runtime", "stub", "--noAssert", "--enable", "simd"];
  const speed = ["--optimizeLevel", "3", "--shrinkLevel", "0", "--converge", "--use", "abort="];
  const constants = Object.keys(TRAITS).flatMap((name) => [
    "--use",
    `${name}=${Number(traits.some((trait) => trait === name))}`,
  ]);
  const options = [...common, ...speed, ...constants, ...traits.flatMap((trait) => TRAITS[trait])];
  // Loading the compiler takes half a second, and most runs have nothing to compile.
  const { default: asc } = await import("assemblyscript/asc");
  const { error, stderr } = await asc.main([`${SOURCES}/index.ts`, ...options]);
  if (error !== null) throw new Error(`${target}: ${error.message}\n${stderr.toString()}`);
}

/** When the file was changed; 0 when there is none. */
function changed(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
