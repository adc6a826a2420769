import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { repositoryOf } from "./addresses.ts";
import { sdkTypes } from "./sdk-types.ts";

const root = v.object({ version: v.string(), license: v.string() });

/**
 * Writes the SDK as a folder that `npm publish` takes: the very module that the site serves, its declarations, and what a
 * stranger needs to know. It depends on nothing.
 */
export async function writeSdkPackage(folder: string, module = "dist/sdk.js"): Promise<void> {
  const { version, license } = v.parse(root, JSON.parse(readFileSync("package.json", "utf8")));
  const description = {
    name: "hostless-sdk",
    version,
    description: "A GPT-2 in the visitor's own browser, called like a server, from any site",
    license,
    ...repositoryOf(process.env),
    type: "module",
    exports: { ".": { types: "./sdk.d.ts", default: "./sdk.js" } },
    types: "./sdk.d.ts",
    files: ["sdk.js", "sdk.d.ts", "LICENSE-comlink"],
    keywords: ["gpt-2", "text-generation", "webassembly", "in-browser", "embed"],
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(description, null, 2)}\n`);
  writeFileSync(join(folder, "sdk.d.ts"), await sdkTypes());
  copyFileSync(module, join(folder, "sdk.js"));
  copyFileSync("src/sdk/package.md", join(folder, "README.md"));
  copyFileSync("LICENSE", join(folder, "LICENSE"));
  // The module holds comlink, whose licence wants to come along.
  copyFileSync("node_modules/comlink/LICENSE", join(folder, "LICENSE-comlink"));
}
