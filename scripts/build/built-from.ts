import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { siteAddress, sourceAddress } from "./addresses.ts";

/** Everything that a build is made of; tests and what only they use lie there, too. */
const FOLDERS = ["src", "scripts/build", "public"];
const FILES =
  /^(?:[\w-]+\.html|vite\.[\w.]+\.ts|vite\.config\.ts|package(?:-lock)?\.json|tsconfig[\w.]*\.json|LICENSE)$/;
const NOT_BUILT = /\.test\.tsx?$|(?:^|\/)(?:testing|fixtures|endurance|golden)\/|^src\/kernel\/build\//;
/** One file of each part, so that a folder that was removed is made again. */
const RESULTS = [
  "dist/index.html",
  "dist/sw.js",
  "dist/licenses.txt",
  "dist/source.zip",
  "dist-sdk/sdk.d.ts",
  "dist-cli/hostless.js",
];
const NOTE = "build/built-from.sha256";

/** A hash of the names and bytes of all sources, as hex. */
export function hashSources(): string {
  const inFolders = FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).replaceAll("\\", "/")),
  );
  const sources = [...inFolders.filter((path) => !NOT_BUILT.test(path)), ...readdirSync(".").filter(isSource)].sort();
  const addresses = JSON.stringify([sourceAddress(process.env), siteAddress(process.env)]);
  const hash = createHash("sha256").update(process.version).update(addresses);
  for (const path of sources) hash.update(`\0${path}\0`).update(readFileSync(path));
  return hash.digest("hex");
}

function isSource(name: string): boolean {
  return FILES.test(name);
}

/** Whether what lies in `dist`, `dist-sdk` and `dist-cli` was made of the sources as they are now. */
export function isBuilt(): boolean {
  const isThere = [NOTE, ...RESULTS].every((path) => existsSync(path));
  return isThere && readFileSync(NOTE, "utf8") === hashSources();
}

export function noteBuild(hash: string): void {
  mkdirSync(dirname(NOTE), { recursive: true });
  writeFileSync(NOTE, hash);
}

/** To be called before something else is put in the place of a build's files. */
export function forgetBuild(): void {
  rmSync(NOTE, { force: true });
}
