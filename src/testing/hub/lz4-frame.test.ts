import { describe, expect, it } from "vitest";
import { readLz4Frame } from "./lz4-frame.ts";

/** A frame of these blocks, each with the bit that says whether it is stored. */
function frame(...blocks: readonly (readonly [isStored: boolean, bytes: readonly number[]])[]): Buffer {
  const parts = blocks.flatMap(([isStored, bytes]) => {
    const size = Buffer.alloc(4);
    size.writeUInt32LE(((isStored ? 0x8000_0000 : 0) | bytes.length) >>> 0);
    return [size, Buffer.from(bytes)];
  });
  return Buffer.concat([Buffer.from([0x04, 0x22, 0x4d, 0x18, 0x40, 0x70, 0]), ...parts, Buffer.alloc(4)]);
}
const text = (of: string) => [...Buffer.from(of)];

describe("readLz4Frame", () => {
  it("reads stored blocks, literals and what is repeated, also over itself", () => {
    expect(readLz4Frame(frame([true, text("abc")])).toString()).toBe("abc");
    // Three literals, then eight bytes from three before.
    const repeats = [0x34, ...text("abc"), 3, 0, 0x10, ...text("!")];
    expect(readLz4Frame(frame([false, repeats])).toString()).toBe("abcabcabcab!");
    expect(readLz4Frame(frame([true, text("xyz")], [false, repeats])).toString()).toBe("xyzabcabcabcab!");
  });

  it("reads lengths of more than one byte", () => {
    const long = [0xf0, 255, 30, ...text("a".repeat(300))];
    expect(readLz4Frame(frame([false, long])).toString()).toBe("a".repeat(300));
  });

  it("refuses what is none", () => expect(() => readLz4Frame(Buffer.alloc(20))).toThrow(RangeError));
});
