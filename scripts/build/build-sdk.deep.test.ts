import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { afterAll, beforeAll, expect, it } from "vitest";
import { writeSdkPackage } from "./build-sdk.ts";

let project: string;
let installed: string;

/** A stranger's project: the packed package, unpacked where npm would put it, and nothing else. */
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), "hostless-stranger-"));
  const folder = join(project, "built");
  await build({ configFile: "vite.sdk.config.ts", logLevel: "error", build: { outDir: folder } });
  await writeSdkPackage(folder, join(folder, "sdk.js"));
  execFileSync("npm", ["pack", "--silent", "--pack-destination", project], { cwd: folder });
  const [archive = ""] = (await readdir(project)).filter((name) => name.endsWith(".tgz"));
  installed = join(project, "node_modules/hostless-sdk");
  await mkdir(installed, { recursive: true });
  execFileSync("tar", ["-xzf", join(project, archive), "-C", installed, "--strip-components=1"]);
});
afterAll(() => rm(project, { recursive: true }));

/** What the compiler says of a file in that project; empty when it is content. */
async function compile(code: string, moduleResolution: "bundler" | "nodenext"): Promise<string> {
  const module = moduleResolution === "nodenext" ? "nodenext" : "esnext";
  const compilerOptions = { strict: true, exactOptionalPropertyTypes: true, noEmit: true, target: "es2022", types: [] };
  await writeFile(join(project, "package.json"), `{ "type": "module" }`);
  await writeFile(join(project, "page.ts"), code);
  await writeFile(
    join(project, "tsconfig.json"),
    JSON.stringify({ compilerOptions: { ...compilerOptions, module, moduleResolution }, files: ["page.ts"] }),
  );
  const tsc = resolve("node_modules/typescript/bin/tsc");
  try {
    execFileSync(process.execPath, [tsc, "-p", project], { stdio: "pipe" });
    return "";
  } catch (error) {
    return error instanceof Error && "stdout" in error ? String(error.stdout) : String(error);
  }
}

const CALLS = `
import { connect, type HostlessErrorCode, HostlessError, type HostlessForm, type HostlessModel } from "hostless-sdk";

const leave = new AbortController();
const model: HostlessModel = await connect("https://site.example/", { model: "owner/name", signal: leave.signal });
for await (const piece of model.stream({ prompt: "life is", top_p: 0.9, stop_strings: ["."] })) piece.trim();
const { samples, timings } = await model.generate({ prompt: ["a", "b"], num_return_sequences: 2, seed: 1 });
const text: string = samples[0]?.text ?? "";
const speed: number = timings.tokens_per_second;
const form: HostlessForm = document.createElement("hostless-form");
form.reset();
try {
  await model.generate({ prompt: text }, { signal: leave.signal });
} catch (error) {
  const code: HostlessErrorCode | undefined = error instanceof HostlessError ? error.code : undefined;
  if (code === "busy") console.log(speed);
}
`;

it.each(["bundler", "nodenext"] as const)("type-checks in a stranger's project (%s)", async (resolution) => {
  expect(await compile(CALLS, resolution)).toBe("");
});

it("refuses an unknown parameter, a value of another type, and a call without a prompt", async () => {
  const said = await compile(
    `import { connect } from "hostless-sdk"; const model = await connect("https://site.example/");
await model.generate({ prompt: "a", topp: 1 });
await model.generate({ prompt: "a", top_p: "much" });
await model.generate({});
`,
    "bundler",
  );
  expect([...said.matchAll(/page\.ts\((\d)/g)].map(([, line]) => line)).toEqual(["2", "3", "4"]);
});

it("holds what it says, depends on nothing, and stays small", async () => {
  const description = JSON.parse(await readFile(join(installed, "package.json"), "utf8"));
  expect(await readdir(installed)).toEqual(
    ["LICENSE", "LICENSE-comlink", "README.md", "package.json", "sdk.d.ts", "sdk.js"].sort(),
  );
  expect(description).toMatchObject({ name: "hostless-sdk", license: "MIT", version: expect.stringMatching(/^\d+\./) });
  expect(description).not.toHaveProperty("dependencies");
  const types = await readFile(join(installed, "sdk.d.ts"), "utf8");
  expect(types).not.toMatch(/^import|\bimport\(|\bInferOutput\b/m);
  expect(types).toContain("/** A prompt with any parameter of `generate()` beside it. */");
  expect(types).not.toContain("@internal");
  expect(gzipSync(await readFile(join(installed, "sdk.js"))).length).toBeLessThanOrEqual(6 * 1024);
});

it("can be imported where there is no document, as a server that renders pages does", () => {
  const code = `const { connect } = await import("hostless-sdk"); console.log(typeof connect);`;
  const said = execFileSync(process.execPath, ["--input-type=module", "-e", code], { cwd: project, encoding: "utf8" });
  expect(said.trim()).toBe("function");
});
