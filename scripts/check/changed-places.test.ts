import { expect, it } from "vitest";
import { placesOf, testedPlaces } from "./changed-places.ts";

it("names the rooms, folders and root files of a change once", () => {
  const files = [
    "src/worker/testing/node-engine.ts",
    "src/worker/engine.ts",
    "src/main.tsx",
    "e2e/faults/README.md",
    "README.md",
  ];
  expect(placesOf(files)).toEqual(["README.md", "e2e", "src", "src/worker"]);
});

it("runs the tests of rooms and scripts, the kernel's for a change of its source", () => {
  expect(testedPlaces(["README.md", "e2e", "scripts", "src/worker/testing"])).toEqual([
    "scripts",
    "src/worker/testing",
  ]);
  expect(testedPlaces(["src/kernel/assembly", "src/kernel/assembly/norm.ts", "src/kernel"])).toEqual(["src/kernel"]);
  expect(testedPlaces(["e2e"])).toEqual([]);
});
