import { describe, expect, it } from "vitest";
import { saying } from "../contract/testing/refused.ts";
import { FileCursor } from "./file-cursor.ts";

/** A file that arrives in chunks of three bytes; `read` counts those that came. */
function cursorOver(text: string) {
  const arrived = { chunks: 0, opened: 0 };
  async function* stream() {
    arrived.opened++;
    for (let at = 0; at < text.length; at += 3) {
      arrived.chunks++;
      yield new TextEncoder().encode(text.slice(at, at + 3));
    }
  }
  return {
    cursor: new FileCursor(
      { paths: [], size: () => 0, text: async () => "", bytes: async () => new Uint8Array(), stream },
      "m.bin",
    ),
    arrived,
  };
}

async function take(cursor: FileCursor, offset: number, length: number, finish = false): Promise<string> {
  let text = "";
  for await (const piece of cursor.read(offset, length, finish)) text += new TextDecoder().decode(piece);
  return text;
}

describe("FileCursor", () => {
  it("gives ranges in rising order, over gaps and over the edges of chunks, of one reading", async () => {
    const { cursor, arrived } = cursorOver("abcdefghij");
    expect(await take(cursor, 1, 4)).toBe("bcde");
    expect(await take(cursor, 5, 0)).toBe("");
    expect(await take(cursor, 8, 2)).toBe("ij");
    expect(arrived).toEqual({ chunks: 4, opened: 1 });
  });

  it("reads to the end only where it is asked to", async () => {
    const { cursor, arrived } = cursorOver("abcdefghij");
    await take(cursor, 0, 2);
    expect(arrived.chunks).toBe(1);
    await take(cursor, 2, 1, true);
    expect(arrived.chunks).toBe(4);
  });

  it("refuses what lies before the last range, and what the file no longer has", async () => {
    const { cursor } = cursorOver("abcdef");
    await take(cursor, 2, 2);
    await expect(take(cursor, 3, 1)).rejects.toThrow(saying("m.bin", { code: "malformed_file" }));
    await expect(take(cursor, 4, 3)).rejects.toThrow(saying("m.bin", { code: "size_mismatch" }));
  });
});
