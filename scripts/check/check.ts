/**
 * Verifies a change in seconds, three tools side by side: format and lint of some places, all types, and the unit tests
 * that lie there. Without a place: those that differ from the last commit.
 *
 *     npm run check [-- src/generate …]
 */
import { execFileSync, spawn } from "node:child_process";
import { placesOf, testedPlaces } from "./changed-places.ts";

interface Tool {
  readonly name: string;
  readonly args: readonly string[];
}

const places = process.argv.length > 2 ? process.argv.slice(2) : placesOf(changedFiles());
const tested = testedPlaces(places);
if (places.length === 0) {
  console.log("Nothing differs from the last commit. Name a place: npm run check -- src/generate");
} else {
  const tools: Tool[] = [
    { name: "biome", args: ["check", "--no-errors-on-unmatched", "--files-ignore-unknown=true", ...places] },
    { name: "tsc", args: ["-b"] },
  ];
  if (tested.length > 0)
    tools.push({ name: "vitest", args: ["run", "--project", "unit", "--passWithNoTests", ...tested] });
  console.log(`Checking ${places.join(", ")} …`);
  const passed = await Promise.all(tools.map(run));
  if (passed.includes(false)) process.exitCode = 1;
}

/** Files that git sees as changed or new, and that are still there. */
function changedFiles(): string[] {
  const git = (...args: string[]) => execFileSync("git", args, { encoding: "utf8" }).split("\0").filter(Boolean);
  const changed = git("diff", "-z", "--name-only", "--diff-filter=d", "HEAD");
  return [...changed, ...git("ls-files", "-z", "--others", "--exclude-standard")];
}

/** Runs a tool and shows what it said when it has ended, so that two do not talk at once. @returns whether it passed */
async function run({ name, args }: Tool): Promise<boolean> {
  const start = performance.now();
  const child = spawn("npx", ["--no-install", name, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (said += text));
  const code = await new Promise((resolve) => child.once("close", resolve));
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`\n${code === 0 ? "✓" : "✗"} ${name} ${args.join(" ")} (${seconds} s)\n${said.trim()}`);
  return code === 0;
}
