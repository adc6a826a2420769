import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";

/** The part of a lock file that is read. */
const lockFile = v.object({
  packages: v.record(
    v.string(),
    v.object({ version: v.optional(v.string()), license: v.optional(v.string()), dev: v.optional(v.boolean()) }),
  ),
});

/**
 * Licences of everything that may be part of the built site: all packages that are no development dependencies, with
 * name, version and the text that came with each.
 */
export function licenseList(): string {
  const { packages } = v.parse(lockFile, JSON.parse(readFileSync("package-lock.json", "utf8")));
  const shipped = Object.entries(packages).filter(([path, { dev }]) => path !== "" && dev !== true && existsSync(path));
  const entries = shipped.map(([path, { version, license }]) => {
    const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    return `${name} ${version ?? ""} (${license ?? "see below"})\n\n${licenseText(path)}`;
  });
  return `${entries.sort().join(`\n${"-".repeat(80)}\n`)}\n`;
}

function licenseText(folder: string): string {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)/i.test(name));
  return file === undefined ? "" : readFileSync(join(folder, file), "utf8").trim();
}
