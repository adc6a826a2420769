import { readFileSync, writeFileSync } from "node:fs";
import * as v from "valibot";

/**
 * Adds the packages of other platforms to `package-lock.json` that a registry mirror did not offer when it was written:
 * without them `npm ci` refuses the file. They carry no checksum, and npm only fetches them on their own platform.
 * Run after `npm install` behind such a mirror.
 */
const entry = v.looseObject({
  version: v.optional(v.string()),
  optionalDependencies: v.optional(v.record(v.string(), v.string())),
});
const lock = v.parse(
  v.looseObject({ packages: v.record(v.string(), entry) }),
  JSON.parse(readFileSync("package-lock.json", "utf8")),
);
const OS = ["android", "darwin", "freebsd", "linux", "win32", "openbsd", "netbsd", "sunos", "aix", "openharmony"];
const CPU = ["arm64", "armv7", "arm", "x64", "ia32", "ppc64", "s390x", "riscv64", "loong64", "mips64el", "wasm32"];

let added = 0;
for (const [path, { optionalDependencies = {} }] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(optionalDependencies)) {
    const version = range.replace(/^[\^~]/, "");
    const nested = `${path}/node_modules/${name}`;
    const top = `node_modules/${name}`;
    if (lock.packages[nested] !== undefined || lock.packages[top]?.version === version) continue;
    if (lock.packages[top] !== undefined && range.startsWith("^")) continue;
    const place = lock.packages[top] === undefined ? top : nested;
    const os = OS.filter((each) => name.includes(each));
    const cpu = CPU.filter((each) => new RegExp(`[-.]${each}(?![a-z0-9])`).test(name));
    lock.packages[place] = {
      version,
      optional: true,
      ...(os.length > 0 && { os }),
      ...(cpu.length > 0 && { cpu }),
    };
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} packages of other platforms added.`);
