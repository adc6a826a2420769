import { refuse } from "../contract/outcome.ts";
import { createHash } from "node:crypto";
import type { ModelFiles } from "../contract/bytes.ts";
import { DTYPES } from "../contract/dtypes.ts";
import type { ModelManifest } from "../contract/manifest.ts";
import { parseManifest } from "../contract/parse-manifest.ts";
import { cleanLine } from "../contract/plain-text.ts";
import { type Command, requiredFolder } from "./command.ts";
import { openFolder } from "./folder-files.ts";
import { qualityTable } from "./quality-table.ts";

export const inspect: Command = {
  name: "inspect",
  summary: "Show what a model package holds, and check every file against its digest.",
  usage: "inspect DIR [--json]",
  options: [{ name: "json", help: "Print it as JSON." }],
  examples: ["hostless inspect quotes"],
  async run(values, positionals, io) {
    const files = await openFolder(requiredFolder(positionals));
    const manifest = parseManifest(await files.text("manifest.json"));
    const damaged = await findDamaged(files, manifest);
    io.stdout.write(values["json"] ? jsonOf(manifest, damaged) : plainOf(manifest, damaged));
    if (damaged.length > 0) {
      throw refuse("integrity", "damaged", { names: damaged });
    }
  },
};

/** Paths that are missing, or whose size or digest differs. */
async function findDamaged(files: ModelFiles, manifest: ModelManifest): Promise<string[]> {
  const damaged: string[] = [];
  for (const { path, size, sha256 } of manifest.files) {
    const whole = files.paths.includes(path) && files.size(path) === size && (await digest(files, path)) === sha256;
    if (!whole) damaged.push(path);
  }
  return damaged;
}

async function digest(files: ModelFiles, path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of files.stream(path)) hash.update(chunk);
  return hash.digest("hex");
}

const LONGEST_TITLE = 400;

function plainOf(manifest: ModelManifest, damaged: readonly string[]): string {
  const source = manifest.source ? ` from ${manifest.source.repo} at ${manifest.source.commit}` : "";
  const sizes = new Map(manifest.files.map(({ path, size }) => [path, size]));
  const dtypes = DTYPES.flatMap((dtype) => {
    const entry = manifest.dtypes[dtype];
    if (!entry) return [];
    const bytes = [entry.graph, ...entry.data].reduce((sum, path) => sum + (sizes.get(path) ?? 0), 0);
    return [`${dtype.padEnd(6)} ${(bytes / 1e6).toFixed(1)} MB in ${entry.data.length} parts, ${entry.graph}`];
  });
  const whole =
    damaged.length === 0 ? `all ${manifest.files.length} files are whole` : `damaged: ${damaged.join(", ")}`;
  // A stranger's words could move the cursor of a terminal.
  return [cleanLine(`${manifest.name}${source}`, LONGEST_TITLE), ...dtypes, ...qualityTable(manifest), whole, ""].join(
    "\n",
  );
}

function jsonOf(manifest: ModelManifest, damaged: readonly string[]): string {
  return `${JSON.stringify({ ...manifest, damaged }, undefined, 2)}\n`;
}
