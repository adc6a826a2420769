import { afterEach, describe, expect, it, vi } from "vitest";
import { renderHook } from "vitest-browser-react";
import { useCopy } from "./use-copy.ts";
import { en } from "./words/en.ts";

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const allow = () => vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();

describe("useCopy", () => {
  it("says for a while that a text was copied, from the last one on", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    allow();
    const { result, act } = await renderHook(useCopy);
    await act(() => result.current.copy("one"));
    expect(result.current.said).toBe(en.copied);
    await act(() => vi.advanceTimersByTime(1500));
    await act(() => result.current.copy("two"));
    await act(() => vi.advanceTimersByTime(1500));
    expect(result.current.said).toBe(en.copied);
    await act(() => vi.advanceTimersByTime(500));
    expect(result.current.said).toBe("");
  });

  it("keeps what to do instead until the next try", async () => {
    const write = vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new DOMException("no"));
    const { result, act } = await renderHook(useCopy);
    await act(() => result.current.copy("one"));
    expect([result.current.said, result.current.toSelect]).toEqual([en.copyRefused, "one"]);
    write.mockResolvedValue();
    await act(() => result.current.copy("one"));
    expect([result.current.said, result.current.toSelect]).toEqual([en.copied, undefined]);
  });
});
