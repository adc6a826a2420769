import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import * as v from "valibot";
import { packedManifest, runtimeDependencies } from "./npm-package.ts";

const OUT = "build/npm";
/** What the packed program must not exceed, in bytes. */
const LARGEST = 60_000_000;
/** Of the built site: what belongs to the model that it was built with, which no published site takes along. */
const LEFT_OUT = /^dist\/(?:models|screenshots)(?:\/|$)|^dist\/picture\.png$/;
/** Found by their files, not imported: the API's page of `hostless serve`. */
const RESOLVED = ["swagger-ui-dist"];

const text = v.string();
const project = v.object({
  name: text,
  version: text,
  description: text,
  license: text,
  engines: v.record(text, text),
  bin: v.record(text, text),
  dependencies: v.record(text, text),
});

/** Packs the command line with the built site inside. @returns the file, which `npx` and `npm install` take */
function packProgram(): string {
  const code = readdirSync("dist-cli", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".js"))
    .map((path) => readFileSync(join("dist-cli", path), "utf8"));
  const own = v.parse(project, JSON.parse(readFileSync("package.json", "utf8")));
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  const manifest = packedManifest(own, runtimeDependencies(code, own, RESOLVED));
  writeFileSync(join(OUT, "package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
  for (const name of ["dist-cli", "dist", "LICENSE", "README.md"])
    cpSync(name, join(OUT, name), { recursive: true, filter: (path) => !LEFT_OUT.test(relative(".", path)) });
  const said = execFileSync("npm", ["pack", "--silent"], { cwd: OUT, encoding: "utf8" });
  return join(process.cwd(), OUT, said.trim());
}

/** What a stranger does in an empty folder: convert a checkpoint, publish it as a folder and a zip, and look at it. */
function tryProgram(file: string, checkpoint: string): void {
  const folder = mkdtempSync(join(tmpdir(), "hostless-stranger-"));
  const timed = (name: string, command: string, args: readonly string[]) => {
    const begun = performance.now();
    execFileSync(command, args, { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
    console.log(`${((performance.now() - begun) / 1000).toFixed(1).padStart(6)} s  ${name}`);
  };
  writeFileSync(join(folder, "package.json"), "{}");
  timed("npm install (a cold npx does the same)", "npm", ["install", "--silent", "--no-audit", "--no-fund", file]);
  const run = (name: string, ...args: readonly string[]) => timed(name, "npx", ["--no-install", "hostless", ...args]);
  run("convert", "convert", checkpoint, "--out", "package");
  run("publish --to dir:", "publish", "package", "--to", "dir:site", "--license", "mit");
  run("publish --to zip:", "publish", "package", "--to", "zip:site.zip", "--license", "mit");
  run("site", "site", "site", "--title", "A stranger's");
  const installed = execFileSync("du", ["-sm", "node_modules"], { cwd: folder, encoding: "utf8" });
  console.log(`${installed.split("\t")[0]} MB installed; site ${statSync(join(folder, "site.zip")).size} bytes.`);
  rmSync(folder, { recursive: true, force: true });
}

const { values } = parseArgs({ options: { try: { type: "string" } } });
const file = packProgram();
const { size } = statSync(file);
console.log(`${file}: ${size} bytes of at most ${LARGEST}`);
if (size > LARGEST) process.exitCode = 1;
if (values.try !== undefined) tryProgram(file, join(process.cwd(), values.try));
