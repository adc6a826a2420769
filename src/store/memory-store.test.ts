import { describe, expect, it } from "vitest";
import { createMemoryStore } from "./memory-store.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("a store in memory", () => {
  it("has a blob only once it is closed, and only at its whole size", async () => {
    const store = createMemoryStore();
    const writer = await store.append("k");
    await writer.write(bytes("abc"));
    expect(await store.sizeOf("k")).toBe(0);
    await writer.close();
    expect(await (await store.find("k", 3))?.text()).toBe("abc");
    expect(await store.find("k", 4)).toBeUndefined();
  });

  it("goes on where a writer ended, or from the beginning", async () => {
    const store = createMemoryStore();
    const first = await store.append("k");
    await first.write(bytes("abc"));
    await first.close();
    const more = await store.append("k");
    expect(more.size).toBe(3);
    await more.write(bytes("de"));
    await more.close();
    expect(await (await store.find("k", 5))?.text()).toBe("abcde");
    const anew = await store.append("k");
    anew.restart();
    expect(anew.size).toBe(0);
    await anew.write(bytes("z"));
    await anew.close();
    expect(await (await store.find("k", 1))?.text()).toBe("z");
  });

  it("keeps what was written when the buffer is used again", async () => {
    const store = createMemoryStore();
    const buffer = bytes("ab");
    const writer = await store.append("k");
    await writer.write(buffer);
    buffer.fill(0);
    await writer.close();
    expect(await (await store.find("k", 2))?.text()).toBe("ab");
  });

  it("forgets blobs and notes that are removed", async () => {
    const store = createMemoryStore();
    await (await store.append("k")).close();
    await store.writeNote("n", "text");
    expect([await store.keys(), await store.noteNames(), await store.readNote("n")]).toEqual([["k"], ["n"], "text"]);
    await store.remove("k");
    await store.removeNote("n");
    expect([await store.keys(), await store.noteNames(), await store.readNote("n")]).toEqual([[], [], undefined]);
  });
});
