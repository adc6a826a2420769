import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** Largest allowed sizes in bytes; JavaScript as gzip, which is what travels. */
const LIMITS = { page: 120_000, worker: 230_000, file: 25 * 1024 * 1024 };

const ASSETS = join(process.argv[2] ?? "dist", "assets");
const names = readdirSync(ASSETS);

/** A script and all that it imports statically: what arrives before it runs. */
function closure(entry: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  const code = readFileSync(join(ASSETS, entry), "utf8");
  for (const [, name = ""] of code.matchAll(/(?:from|import)\s*["'`]\.\/([\w.-]+\.js)["'`]/g)) closure(name, seen);
  return seen;
}

function gzipped(files: Iterable<string>): number {
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(ASSETS, file)), { level: 9 }).length, 0);
}

/** The only script of that kind. @throws Error when the build has none or several */
function only(what: string, found: readonly string[]): string {
  const [first, second] = [...new Set(found)];
  if (first === undefined || second !== undefined) throw new Error(`${found.length} scripts look like the ${what}.`);
  return first;
}

const html = readFileSync(join(ASSETS, "../index.html"), "utf8");
const page = only(
  "page's entry",
  [...html.matchAll(/<script[^>]+src="\.\/assets\/([^"]+)"/g)].map(([, name = ""]) => name),
);
const scripts = names.filter((name) => name.endsWith(".js"));
const worker = only(
  "worker's entry",
  scripts.filter((name) => /^worker-[\w-]+\.js$/.test(name)),
);

const sizes = [
  ["page, gzip", gzipped(closure(page)), LIMITS.page],
  ["worker, gzip", gzipped(closure(worker)), LIMITS.worker],
  ...names
    .filter((name) => !name.endsWith(".js"))
    .map((name): [string, number, number] => [name, statSync(join(ASSETS, name)).size, LIMITS.file]),
] as const;

for (const [name, bytes, limit] of sizes) {
  console.log(
    `${bytes > limit ? "OVER" : "ok  "} ${String(bytes).padStart(10)} of ${String(limit).padStart(10)}  ${name}`,
  );
}
process.exitCode = sizes.some(([, bytes, limit]) => bytes > limit) ? 1 : 0;
