import { expect, it } from "vitest";
import { ByteCount, countKey } from "./byte-count.ts";

const bytes = new Blob();
const weights = { path: "model.onnx", size: 100, digest: { kind: "sha256", hex: "ab" }, from: { bytes } } as const;
const config = { path: "config.json", size: 10, from: { bytes } };

it("adds up what is here of all files, and never goes back", () => {
  const seen: unknown[] = [];
  const count = new ByteCount([weights, config], (...told) => seen.push(told));
  count.count(countKey(weights), 60);
  count.count(countKey(config), 10);
  // A host that makes a download start again.
  count.count(countKey(weights), 5, true);
  count.count(countKey(weights), 100);
  expect(seen).toEqual([
    [60, 110, false],
    [70, 110, false],
    [70, 110, true],
    [110, 110, false],
  ]);
});

it("counts no file for more than it is, and none that is not of the model", () => {
  const seen: number[] = [];
  const count = new ByteCount([config], (loaded) => seen.push(loaded));
  count.count(countKey(config), 99);
  count.count("sha256-of-another", 50);
  expect(seen).toEqual([10, 10]);
});
