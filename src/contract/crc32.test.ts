import { crc32 as reference } from "node:zlib";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { crc32 } from "./crc32.ts";

it("agrees with zlib on any bytes at any place in memory", () => {
  const bytes = fc.uint8Array({ maxLength: 200 });
  fc.assert(
    fc.property(bytes, fc.nat({ max: 9 }), (all, start) => {
      const part = Uint8Array.from(all).subarray(start);
      expect(crc32(part)).toBe(reference(part));
    }),
  );
});
