import { describe, expect, it } from "vitest";
import { renderHook } from "vitest-browser-react";
import { useInBrowser } from "./use-in-browser.ts";

describe("useInBrowser", () => {
  it("says in a browser what the browser says", async () => {
    const { result } = await renderHook(() => useInBrowser(() => location.protocol, "at build"));
    expect(result.current).toBe("http:");
  });
});
