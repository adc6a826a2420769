import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { SOURCE_ARCHIVE } from "./addresses.ts";
import { writeSdkPackage } from "./build-sdk.ts";
import { forgetBuild, hashSources, isBuilt, noteBuild } from "./built-from.ts";
import { setup as buildKernel } from "./kernel-build.ts";
import { licenseList } from "./licenses.ts";
import { sourceArchive } from "./source-archive.ts";
import { ownersSettings } from "./vite-site.ts";
import { brandFolder } from "../../src/cli/publish/brand-folder.ts";

/**
 * Builds the site, the SDK and the command line, unless what lies there was made of the very same sources. Playwright
 * calls it before the tests.
 */
export default async function buildOnce(): Promise<void> {
  if (!isBuilt()) await build();
}

/** Builds everything, whatever lies there. */
export async function build(): Promise<void> {
  // Taken first: what is edited meanwhile may be in the build, or not.
  const hash = hashSources();
  forgetBuild();
  await buildKernel();
  runVite();
  runVite("vite.sdk.config.ts");
  await writeSdkPackage("dist-sdk");
  runVite("vite.cli.config.ts");
  writeFileSync("dist/licenses.txt", licenseList());
  writeFileSync(`dist/${SOURCE_ARCHIVE}`, sourceArchive());
  await brandFolder("dist", ownersSettings());
  noteBuild(hash);
}

function runVite(config = "vite.config.ts"): void {
  execFileSync(process.execPath, ["node_modules/vite/bin/vite.js", "build", "--config", config], { stdio: "inherit" });
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { once: { type: "boolean", default: false } } });
  await (values.once ? buildOnce() : build());
}
