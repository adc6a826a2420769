import { readFileSync } from "node:fs";
import * as v from "valibot";
import { expect, it } from "vitest";

const versions = v.record(v.string(), v.string());
const project = v.object({ dependencies: versions, devDependencies: versions });
const lock = v.object({
  packages: v.record(v.string(), v.object({ resolved: v.optional(v.string()), integrity: v.optional(v.string()) })),
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
  const odd = Object.entries(packages).filter(
    ([path, { resolved, integrity }]) =>
      path !== "" && resolved !== undefined && !(resolved.startsWith("https://") && integrity),
  );
  expect(odd.map(([path]) => path)).toEqual([]);
});
