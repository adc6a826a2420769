import { describe, expect, it } from "vitest";
import { saying } from "../../contract/testing/refused.ts";
import { FileCursor } from "./file-cursor.ts";
import { memoryBytes } from "./memory-bytes.ts";

const cursorOf = (bytes: Uint8Array, most = 1_000_000) =>
  new FileCursor({ path: "model.gguf", bytes: memoryBytes(bytes) }, most);

describe("FileCursor", () => {
  it("takes numbers and texts one after the other", async () => {
    const cursor = cursorOf(Uint8Array.of(7, 1, 2, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 97, 98));
    expect([await cursor.uint8(), await cursor.uint32(), await cursor.uint64()]).toEqual([7, 513, 5]);
    expect([await cursor.text(2), cursor.position, cursor.left]).toEqual(["ab", 15, 0]);
  });

  it("goes on over what it skips, and over the end of what it read at once", async () => {
    const bytes = Uint8Array.from({ length: 600_000 }, (_, i) => i % 251);
    const cursor = cursorOf(bytes);
    expect(await cursor.uint8()).toBe(0);
    expect(cursor.skip(300_000)).toBe(1);
    expect(await cursor.uint8()).toBe(300_001 % 251);
    expect((await cursor.bytes(4)).slice()).toEqual(bytes.slice(300_002, 300_006));
    expect((await cursor.bytes(280_000)).at(-1)).toBe(580_005 % 251);
  });

  it("has a text at once only where all of it is in memory", async () => {
    const cursor = cursorOf(Uint8Array.of(9, 2, 0, 0, 0, 0, 0, 0, 0, 97, 98, 5, 0, 0, 0, 0, 0, 0, 0, 97));
    expect(cursor.textNow()).toBeUndefined();
    await cursor.uint8();
    expect([cursor.textNow(), cursor.textNow(), cursor.position]).toEqual(["ab", undefined, 11]);
  });

  it("refuses to go beyond the end of the file, by its name", async () => {
    await expect(cursorOf(Uint8Array.of(1)).uint32()).rejects.toThrow(saying("model.gguf", { code: "malformed_file" }));
    expect(() => cursorOf(Uint8Array.of(1)).skip(2)).toThrow(saying("model.gguf", { code: "malformed_file" }));
    expect(() => cursorOf(Uint8Array.of(1)).skip(Number.POSITIVE_INFINITY)).toThrow(saying("model.gguf"));
  });

  it("takes no more values than it may, however much it skips", async () => {
    const cursor = cursorOf(new Uint8Array(100), 4);
    cursor.skip(90);
    await cursor.uint32();
    await expect(cursor.uint8()).rejects.toThrow(saying("model.gguf", { code: "limit_exceeded" }));
  });

  it("says where something is broken", async () => {
    const cursor = cursorOf(Uint8Array.of(1, 2));
    await cursor.uint8();
    expect(cursor.broken("magic", "GGUF")).toEqual(saying(/model\.gguf.*magic.*1/s));
  });
});
