import { gzipSync } from "node:zlib";
import * as fc from "fast-check";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { Refusal } from "../contract/outcome.ts";
import { writeTar } from "../testing/write-tar.ts";
import { hostileTars, SOUND_TAR } from "./testing/hostile-tars.ts";
import { untarModel } from "./untar-model.ts";
import { unzipModel } from "./unzip-model.ts";

const open = (bytes: Uint8Array<ArrayBuffer>, path = "gpt2.tar") => untarModel({ path, bytes: new Blob([bytes]) });
const verdictOf = (error: unknown) => (error instanceof Refusal ? error.failure.code : String(error));

describe("hostile tars", () => {
  it("T3, T4: are all refused for the right reason, packed or not, and there are many", async () => {
    const wrong: string[] = [];
    const names = new Set<string>();
    for (const { name, code, bytes } of hostileTars()) {
      if (names.has(name)) wrong.push(`${name}: twice`);
      names.add(name);
      for (const one of [bytes, new Uint8Array(gzipSync(bytes))]) {
        const verdict = await open(one).then(() => "accepted", verdictOf);
        if (verdict !== code) wrong.push(`${name}: ${verdict} instead of ${code}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(names.size).toBe(78);
  });

  it("an attribute's value may look like another attribute", async () => {
    const value = "comment=a\n9 path=x\n";
    const content = `${value.length + 4} ${value}\n`;
    const files = await open(
      writeTar([
        { name: "config.json", content: "{}" },
        { name: "x", type: "x", content },
        { name: "model.safetensors", content: "w" },
      ]),
    );
    expect(files.map(({ path }) => path)).toEqual(["config.json", "model.safetensors"]);
  });
});

const SOUND_ZIP = new Uint8Array(
  zipSync({ "config.json": new Uint8Array(50), "model.safetensors": new Uint8Array(99) }),
);
const edits = fc.array(fc.record({ at: fc.nat(), bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }) }), {
  minLength: 1,
  maxLength: 4,
});

describe("archives with any bytes changed", () => {
  it.each([
    ["tar", SOUND_TAR, (bytes: Uint8Array<ArrayBuffer>) => open(bytes)],
    ["tar.gz", new Uint8Array(gzipSync(SOUND_TAR)), (bytes: Uint8Array<ArrayBuffer>) => open(bytes, "gpt2.tar.gz")],
    ["zip", SOUND_ZIP, (bytes: Uint8Array<ArrayBuffer>) => unzipModel({ path: "a.zip", bytes: new Blob([bytes]) })],
  ])("a %s is opened or refused, and nothing else is thrown", async (_name, seed, unpack) => {
    await fc.assert(
      fc.asyncProperty(edits, async (changes) => {
        const copy = seed.slice();
        for (const { at, bytes } of changes)
          copy.set(bytes.subarray(0, copy.length - (at % copy.length)), at % copy.length);
        await unpack(copy).catch((error: unknown) => {
          if (!(error instanceof Refusal) || error.failure.code === "internal") throw error;
        });
      }),
      { numRuns: 200 },
    );
  });
});
