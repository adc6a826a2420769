import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { RunningSha256 } from "./running-sha256.ts";
import { kernelModule } from "./testing/start-kernel.ts";

const bytes = new Uint8Array(300_000).map((_, i) => (i * i * 31) % 253);
const expected = (length: number) => createHash("sha256").update(bytes.subarray(0, length)).digest("hex");

describe("SHA-256 piece by piece", () => {
  it.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 65_535, 65_536, 65_537, 300_000])(
    "is Node's for %i bytes",
    async (length) => {
      const hash = await RunningSha256.open(await kernelModule());
      hash.update(bytes.subarray(0, length));
      expect(hash.hex()).toBe(expected(length));
    },
  );

  it.each([1, 13, 64, 1000, 70_000])(
    "is the same in pieces of %i bytes, asked for on the way and begun anew",
    async (size) => {
      const hash = await RunningSha256.open(await kernelModule());
      for (let time = 0; time < 2; time++) {
        hash.restart();
        const pieces = Math.min(40, Math.floor(bytes.length / size));
        for (let piece = 0; piece < pieces; piece++) {
          hash.update(bytes.subarray(piece * size, (piece + 1) * size));
          expect(hash.hex()).toBe(expected((piece + 1) * size));
        }
      }
    },
  );
});
