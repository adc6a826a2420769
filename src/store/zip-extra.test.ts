import { describe, expect, it } from "vitest";
import { findOtherClaim } from "./zip-extra.ts";

const NAME = new TextEncoder().encode("model.bin");

/** An extra field with its id and length before it. */
function field(id: number, bytes: readonly number[], length = bytes.length): number[] {
  return [id & 255, id >> 8, length & 255, length >> 8, ...bytes];
}

const eight = (value: number) => [value, 0, 0, 0, 0, 0, 0, 0];
const unicodePath = (name: Uint8Array) => field(0x7075, [1, 0, 0, 0, 0, ...name]);
const claimOf = (...bytes: readonly number[]) =>
  findOtherClaim(new DataView(Uint8Array.from(bytes).buffer), NAME, [7, 5, 0]);

describe("extra fields of a zip's entry", () => {
  it("claim nothing else where they repeat what the directory says", () => {
    expect(claimOf()).toBeUndefined();
    expect(claimOf(...field(1, [...eight(7), ...eight(5)]))).toBeUndefined();
    expect(claimOf(...unicodePath(NAME))).toBeUndefined();
    expect(claimOf(...field(0x5455, [3, 0, 0]))).toBeUndefined();
  });

  it("claim another size", () => {
    expect(claimOf(...field(1, eight(8)))).toBe("size");
    expect(claimOf(...field(1, [...eight(7), ...eight(6)]))).toBe("size");
  });

  it("claim another name, also behind other fields", () => {
    const other = unicodePath(new TextEncoder().encode("../model.bin"));
    expect(claimOf(...other)).toBe("name");
    expect(claimOf(...field(0x5455, [3]), ...other)).toBe("name");
    expect(claimOf(...field(0x7075, [1]))).toBe("name");
  });

  it("are not read where they are cut off", () => {
    expect(claimOf(...field(1, [1, 2], 16))).toBeUndefined();
    expect(claimOf(1, 0)).toBeUndefined();
  });
});
