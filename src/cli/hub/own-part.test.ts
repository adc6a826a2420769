import { mkdtempSync, utimesSync, writeFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { ownPart } from "./own-part.ts";

const folder = () => mkdtempSync(join(tmpdir(), "hostless-part-"));
/** No process has it: the most that Linux gives is 4,194,304. */
const ENDED = 99_999_999;
const ID = "00000000-0000-4000-8000-000000000000";

function leave(place: string, name: string, ageMs = 0): void {
  writeFileSync(join(place, name), "left");
  const then = (Date.now() - ageMs) / 1000;
  utimesSync(join(place, name), then, then);
}

describe("the part that a process downloads into", () => {
  it("is what an ended process of this machine left, or anybody long ago", async () => {
    for (const [name, age] of [
      [`a.bin.${hostname()}-${ENDED}-${ID}.part`, 0],
      [`a.bin.elsewhere-1-${ID}.part`, 3_600_000],
    ] as const) {
      const place = folder();
      leave(place, name, age);
      expect(await readFile(await ownPart(join(place, "a.bin")), "utf8")).toBe("left");
      expect(await readdir(place)).toHaveLength(1);
    }
  });

  it.each([
    `a.bin.elsewhere-1-${ID}.part`,
    `a.bin.${hostname()}-${process.ppid}-${ID}.part`,
    `b.bin.${hostname()}-${ENDED}-${ID}.part`,
    "a.bin.part",
  ])("is none that may still be written, nor another file's: %s", async (name) => {
    const place = folder();
    leave(place, name);
    const own = await ownPart(join(place, "a.bin"));
    expect([basename(own) === name, await readdir(place)]).toEqual([false, [name]]);
  });

  it("is another one for each who asks", async () => {
    const place = folder();
    leave(place, `a.bin.${hostname()}-${ENDED}-${ID}.part`);
    const parts = await Promise.all([1, 2, 3].map(() => ownPart(join(place, "a.bin"))));
    expect([new Set(parts).size, (await readdir(place)).length]).toEqual([3, 1]);
  });
});
