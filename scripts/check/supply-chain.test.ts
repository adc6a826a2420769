import { readFileSync } from "node:fs";
import * as v from "valibot";
import { expect, it } from "vitest";

const versions = v.record(v.string(), v.string());
const project = v.object({ dependencies: versions, devDependencies: versions });
const lock = v.object({
  packages: v.record(
    v.string(),
    v.object({
      resolved: v.optional(v.string()),
      integrity: v.optional(v.string()),
      inBundle: v.optional(v.boolean()),
    }),
  ),
});

it("T25: every dependency has an exact version", () => {
  const { dependencies, devDependencies } = v.parse(project, JSON.parse(readFileSync("package.json", "utf8")));
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, at]) => !/^\d+\.\d+\.\d+[\w.-]*$/.test(at),
  );
  expect(loose).toEqual([]);
});

it("T25: everything in the lock file comes from a registry and has a hash", () => {
  const { packages } = v.parse(lock, JSON.parse(readFileSync("package-lock.json", "utf8")));
  const all = Object.entries(packages).filter(([path]) => path !== "");
  expect(all.length).toBeGreaterThan(500);
  // What is bundled lies in the archive of a package above it, which has the hash.
  const hasHash = ([path, { integrity, inBundle }]: (typeof all)[number]): boolean => {
    if (!inBundle) return /^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? "");
    const above = path.slice(0, path.lastIndexOf("/node_modules/"));
    const parent = packages[above];
    return parent !== undefined && hasHash([above, parent]);
  };
  expect(all.filter((one) => !hasHash(one)).map(([path]) => path)).toEqual([]);
  // Where no address is written down, it is that of the registry.
  const elsewhere = all.filter(([, { resolved }]) => resolved !== undefined && !resolved.startsWith("https://"));
  expect(elsewhere.map(([path]) => path)).toEqual([]);
});
