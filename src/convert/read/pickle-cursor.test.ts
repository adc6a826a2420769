import { describe, expect, it } from "vitest";
import { saying } from "../../contract/testing/refused.ts";
import { PickleCursor } from "./pickle-cursor.ts";

const at = (...bytes: number[]) => new PickleCursor(Uint8Array.from(bytes), "model.bin", 0);

describe("PickleCursor", () => {
  it("reads numbers one after the other", () => {
    const cursor = at(1, 2, 1, 3, 0, 0, 0, 255, 255, 255, 255);
    expect([cursor.uint8(), cursor.uint16(), cursor.uint32(), cursor.int32(), cursor.position]).toEqual([
      1, 258, 3, -1, 11,
    ]);
    expect(at(0x3f, 0xf0, 0, 0, 0, 0, 0, 0).float64()).toBe(1);
    expect(at(0, 1, 0, 0, 0, 0, 0, 0).uint64()).toBe(256);
  });

  it.each([
    [[], 0],
    [[255], -1],
    [[0, 128], -32_768],
    [[255, 0], 255],
  ])("reads the integer %j as %d", (bytes, value) => expect(at(...bytes).long(bytes.length)).toBe(value));

  it("reads texts and lines", () => {
    const cursor = at(...new TextEncoder().encode("ab\ncd"));
    expect([cursor.line(), cursor.string(2)]).toEqual(["ab", "cd"]);
  });

  it.each<[string, (cursor: PickleCursor) => unknown]>([
    ["a number", (cursor) => cursor.uint32()],
    ["a text", (cursor) => cursor.string(9)],
    ["a line", (cursor) => cursor.line()],
  ])("refuses %s beyond the end", (_what, read) =>
    expect(() => read(at(1, 2))).toThrow(saying(/model\.bin.*ends too early/)),
  );

  it("refuses lengths that no sound file has", () => {
    expect(() => at(1).long(1e6)).toThrow(saying(/integer of 1000000 bytes/));
    expect(() => at(1).string(1e9)).toThrow(saying(/string of 1000000000 bytes/));
    expect(() => at(0xff).string(1)).toThrow(saying(/not UTF-8/));
  });
});
