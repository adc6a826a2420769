import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "../build/build.ts";

/** Builds twice and compares every byte; what differs is printed, and the exit status says whether anything did. */
const [first, second] = [await buildAndHash(), await buildAndHash()];
const names = [...new Set([...first.keys(), ...second.keys()])].sort();
const different = names.filter((name) => first.get(name) !== second.get(name));
for (const name of different) console.error(`differs: ${name}`);
console.log(`${names.length} files, ${different.length} different`);
process.exitCode = different.length === 0 ? 0 : 1;

/** Everything from its sources, the kernel, too. */
async function buildAndHash(): Promise<Map<string, string>> {
  for (const folder of ["dist", "src/kernel/build"]) rmSync(folder, { recursive: true, force: true });
  await build();
  const files = readdirSync("dist", { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path, createHash("sha256").update(readFileSync(path)).digest("hex")];
    }),
  );
}
