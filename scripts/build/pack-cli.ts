import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import * as v from "valibot";
import { repositoryOf } from "./addresses.ts";
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
  // npm compares the repository with the workflow that publishes.
  const published = { ...manifest, ...repositoryOf(process.env) };
  writeFileSync(join(OUT, "package.json"), `${JSON.stringify(published, undefined, 2)}\n`);
  for (const name of ["dist-cli", "dist", "dist-sdk/sdk.js", "dist-sdk/sdk.d.ts", "LICENSE", "README.md"])
    cpSync(name, join(OUT, name), { recursive: true, filter: (path) => !LEFT_OUT.test(relative(".", path)) });
  const said = execFileSync("npm", ["pack", "--silent"], { cwd: OUT, encoding: "utf8" });
  return join(process.cwd(), OUT, said.trim());
}

/** Seconds until a server that was started has said where it is, and has answered. @param ask throws where an answer is wrong */
async function timeServer(
  name: string,
  folder: string,
  args: readonly string[],
  ask: (address: string) => Promise<void>,
): Promise<void> {
  const begun = performance.now();
  const server = spawn("npx", ["--no-install", "hostless", ...args], { cwd: folder, detached: true });
  try {
    let said = "";
    const address = new Promise<string>((resolve, reject) => {
      const hear = (piece: Buffer) => {
        said += piece;
        const [found] = /http:\/\/[\w.:[\]]+\d/.exec(said) ?? [];
        if (found !== undefined) resolve(found);
      };
      server.stdout.on("data", hear);
      server.stderr.on("data", hear);
      server.once("exit", () => reject(new Error(`${name} ended: ${said}`)));
    });
    await ask(await address);
    tell(name, begun);
  } finally {
    // npx starts it in a process of its own.
    if (server.pid !== undefined) process.kill(-server.pid);
  }
}

/** @throws Error for any answer but one that went well and says something */
async function fetchAnswer(address: string, init: RequestInit): Promise<void> {
  const answer = await fetch(address, init);
  const text = await answer.text();
  if (!answer.ok || text === "") throw new Error(`${address} answered with ${answer.status}: ${text.slice(0, 200)}`);
}

function tell(name: string, begun: number): void {
  console.log(`${((performance.now() - begun) / 1000).toFixed(1).padStart(6)} s  ${name}`);
}

/** What a stranger does in an empty folder: convert a checkpoint, publish it, run and serve it, and look at the site. */
async function tryProgram(file: string, checkpoint: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "hostless-stranger-"));
  const timed = (name: string, command: string, args: readonly string[]) => {
    const begun = performance.now();
    execFileSync(command, args, { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
    tell(name, begun);
  };
  writeFileSync(join(folder, "package.json"), "{}");
  timed("npm install (a cold npx does the same)", "npm", ["install", "--silent", "--no-audit", "--no-fund", file]);
  const run = (name: string, ...args: readonly string[]) => timed(name, "npx", ["--no-install", "hostless", ...args]);
  run("convert", "convert", checkpoint, "--out", "package");
  run("card", "card", "package", "--license", "mit", "--write");
  run("publish --to dir:", "publish", "package", "--to", "dir:site");
  run("publish --to zip:", "publish", "package", "--to", "zip:site.zip");
  run("site", "site", "site", "--title", "A stranger's");
  run("publish of two to one site", "publish", "package", "package", "--to", "dir:two");
  run("generate", "generate", "--model", "package", "--prompt", "Hello", "--max-new-tokens", "5");
  await timeServer("serve: page and route", folder, ["serve", "--model", "package", "--port", "0"], async (address) => {
    await fetchAnswer(address, {});
    const body = JSON.stringify({ inputs: "Hello", parameters: { max_new_tokens: 5 } });
    await fetchAnswer(`${address}/generate`, { method: "POST", headers: { "Content-Type": "application/json" }, body });
  });
  await timeServer("preview: page and model", folder, ["preview", "site", "--port", "0"], async (address) => {
    await fetchAnswer(address, {});
    await fetchAnswer(new URL("site-files.json", address).href, {});
  });
  timed("import the SDK", process.execPath, [
    "--input-type=module",
    "-e",
    'await (await import("hostless")).connect.call',
  ]);
  const installed = execFileSync("du", ["-sm", "node_modules"], { cwd: folder, encoding: "utf8" });
  console.log(`${installed.split("\t")[0]} MB installed; site ${statSync(join(folder, "site.zip")).size} bytes.`);
  rmSync(folder, { recursive: true, force: true });
}

const { values } = parseArgs({ options: { try: { type: "string" } } });
const file = packProgram();
const { size } = statSync(file);
console.log(`${file}: ${size} bytes of at most ${LARGEST}`);
if (size > LARGEST) process.exitCode = 1;
if (values.try !== undefined) await tryProgram(file, resolve(values.try));
