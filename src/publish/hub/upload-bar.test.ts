import { expect, it } from "vitest";
import type { PublishProgress } from "../publish-world.ts";
import { makeUploadBar } from "./upload-bar.ts";

function barOver(sizes: Readonly<Record<string, number>>) {
  const seen: PublishProgress[] = [];
  const listing = Object.entries(sizes).map(([path, bytes]) => ({ path, bytes, sha256: "" }));
  const bar = makeUploadBar(listing, (progress) => seen.push(progress));
  const tell = (state: "hashing" | "uploading", path: string, progress: number) =>
    bar({ event: "fileProgress", path, progress, state });
  return { bar, tell, seen, last: () => seen.at(-1) };
}

it("weighs files by their bytes, hashing by a tenth", () => {
  const { tell, last, bar } = barOver({ large: 900, small: 100 });
  tell("hashing", "large", 1);
  expect(last()).toEqual({ step: "hashing", fraction: expect.closeTo(0.09), path: "large" });
  tell("uploading", "small", 1);
  expect(last()?.fraction).toBeCloseTo(0.1 + 0.88 * 0.1);
  tell("uploading", "large", 0.5);
  expect(last()?.fraction).toBeCloseTo(0.1 + 0.88 * 0.55);
  bar({ event: "phase", phase: "committing" });
  expect(last()).toEqual({ step: "committing", fraction: 0.98 });
});

it("never goes back where an upload begins again, and says nothing of other phases and errors", () => {
  const { tell, seen, bar } = barOver({ a: 10 });
  tell("uploading", "a", 0.8);
  tell("uploading", "a", 0.1);
  expect(seen[1]?.fraction).toBe(seen[0]?.fraction);
  bar({ event: "phase", phase: "preuploading" });
  expect(seen).toHaveLength(2);
});

it("divides by nothing where there is nothing to send", () => {
  const { tell, last } = barOver({});
  tell("uploading", "unknown", 1);
  expect(last()?.fraction).toBeCloseTo(0.1);
});
