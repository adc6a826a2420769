import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { packedManifest, type ProjectPackage, runtimeDependencies } from "./npm-package.ts";

const project: ProjectPackage = JSON.parse(readFileSync("package.json", "utf8"));

describe("runtimeDependencies", () => {
  it("are the packages that built code imports, with this project's versions", () => {
    const code = [
      'import{a}from"valibot";import"./own.js"',
      'import("@noble/hashes/sha2.js")',
      "import fs from 'node:fs'",
    ];
    expect(runtimeDependencies(code, project)).toEqual({
      "@noble/hashes": project.dependencies["@noble/hashes"],
      valibot: project.dependencies["valibot"],
    });
  });

  it("refuses what only development has", () => {
    expect(() => runtimeDependencies(['import x from "vitest"'], project)).toThrow("vitest");
    expect(runtimeDependencies(['import("tsx/esm/api")'], project)).toEqual({});
  });
});

it("the packed program has its files, its command, the SDK and no development", () => {
  const packed = packedManifest(project, { valibot: "1.0.0" });
  expect(packed).toMatchObject({ name: "hostless", bin: project.bin, dependencies: { valibot: "1.0.0" } });
  expect(packed.exports["."]).toEqual({ types: "./dist-sdk/sdk.d.ts", default: "./dist-sdk/sdk.js" });
  expect(packed.files).toContain("dist-sdk");
  expect(Object.keys(packed)).not.toContain("devDependencies");
});
