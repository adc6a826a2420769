import { findCycles } from "./figures/find-cycles.ts";
import { findDuplicates } from "./figures/find-duplicates.ts";
import { measureCoverage } from "./figures/measure-coverage.ts";
import { type Parsed, parseSource } from "./figures/parse-source.ts";
import { isOfSentences, listPaths, readSources } from "./figures/source-files.ts";

// Figures of the code in `src/` that ships; tests and generated files are not counted. With `--coverage` all unit tests and those of
// components run as well; with `--places` the longest files and functions and the duplicates are named. Files of sentences (one for
// each surface and language) have a row of their own: they count neither among the lines per file nor among the duplicates, since
// they are as long as what is said and alike in their keys. In all other rows they count.

const paths = listPaths();
const sources = readSources(paths);
const parsed = sources.map(parseSource);
const ofCode = parsed.filter(({ path }) => !isOfSentences(path));
const ofSentences = parsed.filter(({ path }) => isOfSentences(path));
const functions = parsed.flatMap((file) => file.functions);
const duplicates = await findDuplicates(sources.filter(({ path }) => !isOfSentences(path)));
const wantsPlaces = process.argv.includes("--places");

printTable([
  ["files, those of sentences among them", `${parsed.length}, ${ofSentences.length}`],
  ["lines per file: median, p90, most", spread(ofCode.map(({ lines }) => lines))],
  ["files of sentences: median, p90, most lines", spread(ofSentences.map(({ lines }) => lines))],
  ["lines per function: median, p90, most", spread(functions.map(({ lines }) => lines))],
  ["functions over 40 lines", `${functions.filter(({ lines }) => lines > 40).length}`],
  ["exports", `${sum(({ exports }) => exports)}`],
  ["files with a test beside them", percent(parsed.filter(hasTest).length / parsed.length)],
  ["import cycles", `${findCycles(parsed).length}`],
  ["casts", `${sum(({ casts }) => casts)}`],
  ["any", `${sum(({ anys }) => anys)}`],
  ["duplicated places per 100 files", ((100 * duplicates.length) / ofCode.length).toFixed(1)],
]);
if (process.argv.includes("--coverage")) printCoverage();
if (wantsPlaces) printPlaces();

function hasTest({ path }: Parsed): boolean {
  const stem = path.replace(/\.tsx?$/, "");
  return [".test.ts", ".test.tsx", ".deep.test.ts", ".browser.test.tsx"].some((end) => paths.includes(`${stem}${end}`));
}

function sum(count: (file: Parsed) => number): number {
  return parsed.reduce((total, file) => total + count(file), 0);
}

function spread(values: readonly number[]): string {
  const ordered = [...values].sort((a, b) => a - b);
  const at = (share: number) => ordered[Math.min(ordered.length - 1, Math.floor(share * ordered.length))];
  return `${at(0.5)}, ${at(0.9)}, ${at(1)}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}

function printCoverage(): void {
  const rooms = [...measureCoverage()].sort(([a], [b]) => (a < b ? -1 : 1));
  printTable(
    rooms.map(([room, share]) => [`lines covered by unit and component tests: ${room}`, percent(share / 100)]),
  );
}

function printPlaces(): void {
  const files = [...ofCode].sort((a, b) => b.lines - a.lines).slice(0, 15);
  printTable(files.map(({ path, lines }) => [path, `${lines}`]));
  const longest = [...functions].sort((a, b) => b.lines - a.lines).slice(0, 15);
  printTable(longest.map(({ place, lines }) => [place, `${lines}`]));
  for (const cycle of findCycles(parsed)) console.log(`cycle: ${cycle.join(", ")}`);
  for (const pair of duplicates) console.log(pair);
}

function printTable(rows: readonly (readonly [string, string])[]): void {
  for (const [name, value] of rows) console.log(`${name.padEnd(60)} ${value}`);
  console.log();
}
