import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import * as v from "valibot";
import { createServer, parseSync, Visitor } from "vite";
import { beforeAll, describe, expect, it } from "vitest";
import { parseSource } from "./figures/parse-source.ts";
import { instrument } from "./prompt-way/instrument.ts";

/** Steps as ARCHITECTURE.md has them: a file, the name by which it hands the prompt on, and the file that takes it. */
const architecture = readFileSync("ARCHITECTURE.md", "utf8");
const steps = [...architecture.matchAll(/^\| `(\S+\.tsx?)` +\| `(\w+)` +\| `(\S+\.tsx?)` +\|$/gm)].map(
  ([, from = "", by = "", to = ""]) => ({ from, by, to }),
);
const files = new Set(steps.flatMap(({ from, to }) => [from, to]));

const sighting = v.object({ file: v.string(), what: v.string(), name: v.string() });
const played = v.object({ lookUps: v.number(), probes: v.number(), plans: v.number(), sightings: v.array(sighting) });
let seen: v.InferOutput<typeof played>;

/** All code between the form and the kernel runs once, each of its functions telling what it is given. */
beforeAll(async () => {
  const server = await createServer({
    configFile: false,
    appType: "custom",
    logLevel: "error",
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true, include: [] },
    plugins: [instrument(process.cwd())],
  });
  try {
    const { play } = await server.ssrLoadModule("/scripts/check/prompt-way/play.ts");
    seen = v.parse(played, await play("Zebra quay"));
  } finally {
    await server.close();
  }
});

const textOf = (file: string) => readFileSync(`src/${file}`, "utf8");

/** Names and short texts of a file's code; what it imports and its comments do not count. */
function wordsIn(file: string): ReadonlySet<string> {
  // Decorators of functions are AssemblyScript's.
  const { program } = parseSync(file, textOf(file).replace(/^@\w+$/gm, ""));
  const words = new Set<string>();
  const imports: { readonly start: number; readonly end: number }[] = [];
  const add = (name: string, at: number) => {
    if (!imports.some(({ start, end }) => start <= at && at < end)) words.add(name);
  };
  const addName = ({ name, start }: { readonly name: string; readonly start: number }) => add(name, start);
  const addLiteral = ({ value, start }: { readonly value: unknown; readonly start: number }) => add(`${value}`, start);
  const noteImport = (node: (typeof imports)[number]) => void imports.push(node);
  const visits = [
    ["ImportDeclaration", noteImport],
    ["Identifier", addName],
    ["JSXIdentifier", addName],
    ["Literal", addLiteral],
  ] as const;
  new Visitor(Object.fromEntries(visits)).visit(program);
  return words;
}

/** Files that a file gets values from, not types alone. */
function importsOf(file: string): string[] {
  const { imports } = parseSource({ path: file, room: "", text: textOf(file) });
  return imports.filter((path) => path.startsWith(".")).map((path) => normalize(join(dirname(file), path)));
}

/** Those that hand on work, in which the prompt is, choose who gets it, or do not run here: components and the kernel itself. */
const UNSEEN =
  /^app\/parts\/|^kernel\/assembly\/|^(?:bridge\/connection|worker\/turns|worker\/queue|tokenizer\/make-tokenize)\.ts$/;

describe("a prompt's way", () => {
  it("goes through 40 files at most, as many as ARCHITECTURE.md says", () => {
    expect(files.size).toBeLessThanOrEqual(40);
    expect(architecture).toContain(`File by file: ${files.size} files`);
  });

  it("leads from file to file without a gap", () => {
    const reached = new Set([steps[0]?.from]);
    const gaps = steps.filter(({ from, to }) => !reached.has(from) || !reached.add(to));
    expect(gaps).toEqual([]);
  });

  it.each(steps)("$from hands it to $to by $by", ({ from, by, to }) => {
    expect([from, to].filter((file) => !wordsIn(file).has(by))).toEqual([]);
  });

  it("leads through every file of the list when a text is written", () => {
    const met = new Set(seen.sightings.map(({ file }) => file));
    expect([...files].filter((file) => !met.has(file) && !UNSEEN.test(file))).toEqual([]);
  });

  it("leads through no other: who else is given it answers, and could hand it to none of them", () => {
    const others = new Set(seen.sightings.map(({ file }) => file).filter((file) => !files.has(file)));
    const handing = [...others].map((file) => [file, importsOf(file).filter((path) => files.has(path))] as const);
    expect(handing.filter(([, next]) => next.length > 0)).toEqual([]);
  });

  it("has four names for the prompt", () => {
    const own = seen.sightings.filter(({ file, what }) => files.has(file) && (what === "prompt" || what === "ids"));
    expect([...new Set(own.map(({ name }) => name))].sort()).toEqual(["ids", "prompt", "prompts", "text"]);
  });
});

it("a model is looked up, its GPU probed and its ways planned once, for the offer and the load behind it", () => {
  const { lookUps, probes, plans } = seen;
  expect({ lookUps, probes, plans }).toEqual({ lookUps: 1, probes: 1, plans: 1 });
});
