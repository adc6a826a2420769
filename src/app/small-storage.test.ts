import { afterEach, describe, expect, it, vi } from "vitest";
import { readItem, writeItem } from "./small-storage.ts";

afterEach(() => vi.unstubAllGlobals());

function stubStorage() {
  const items = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  });
}

const refuse = () => {
  throw new DOMException("refused", "SecurityError");
};

describe("small storage", () => {
  it("keeps and removes an item", () => {
    stubStorage();
    writeItem("a", "1");
    expect(readItem("a")).toBe("1");
    writeItem("a", undefined);
    expect(readItem("a")).toBeUndefined();
  });

  it("only forgets where the browser refuses", () => {
    vi.stubGlobal("localStorage", { getItem: refuse, setItem: refuse, removeItem: refuse });
    expect(() => writeItem("a", "1")).not.toThrow();
    expect(() => writeItem("a", undefined)).not.toThrow();
    expect(readItem("a")).toBeUndefined();
  });
});
