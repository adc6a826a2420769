import { describe, expect, it } from "vitest";
import { saying } from "../../contract/testing/refused.ts";
import { readRange, readStart, readText, readWhole } from "./read-range.ts";

const file = (text: string) => ({ path: "a.txt", bytes: new Blob([text]) });

describe("readRange", () => {
  it("reads a part", async () => expect([...(await readRange(file("abc"), 1, 3))]).toEqual([98, 99]));

  it.each([
    [0, 9, /ends at byte 3, before 9/],
    [2, 1, /cannot be asked for/],
    [-1, 1, /cannot be asked for/],
    [0, 1.5, /cannot be asked for/],
  ])("refuses bytes %d to %d", async (start, end, said) => {
    await expect(readRange(file("abc"), start, end)).rejects.toThrow(saying(said));
  });
});

describe("readWhole", () => {
  it("says that a file could not be read, or is not what it was", async () => {
    const gone = { size: 3, slice: () => gone, arrayBuffer: () => Promise.reject(new DOMException("gone")) };
    await expect(readWhole("a.txt", gone)).rejects.toMatchObject({ failure: { code: "storage", subject: "a.txt" } });
    await expect(readWhole("a.txt", new Blob(["abc"]), 4)).rejects.toThrow(saying(/returned 3 bytes, expected 4/));
  });
});

describe("readText", () => {
  it("is strict UTF-8 within a limit", async () => {
    expect(await readText(file("é"), 9)).toBe("é");
    await expect(readText(file("abc"), 2)).rejects.toMatchObject({ failure: { code: "limit_exceeded" } });
    await expect(readText({ path: "a.txt", bytes: new Blob([Uint8Array.of(255)]) }, 9)).rejects.toThrow(
      saying(/not UTF-8/),
    );
  });
});

describe("readStart", () => {
  it("cuts off too much, in the middle of a character, too", async () => {
    expect(await readStart(file("aé"), 2)).toBe("a\ufffd");
  });
});
