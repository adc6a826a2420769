import { afterEach, describe, expect, it, vi } from "vitest";
import { renderHook } from "vitest-browser-react";
import { watchVisibility } from "../testing/watch-visibility.ts";
import { useSeen } from "./use-seen.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("useSeen", () => {
  it("takes time: what is seen for a moment was not read", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const see = watchVisibility();
    const element = { current: document.body };
    const { result, act } = await renderHook(() => useSeen(element));
    await act(() => see("seen"));
    await act(() => vi.advanceTimersByTime(400));
    expect(result.current).toBe("unseen");
    await act(() => see("outside"));
    await act(() => see("seen"));
    await act(() => vi.advanceTimersByTime(400));
    expect(result.current).toBe("unseen");
    await act(() => vi.advanceTimersByTime(100));
    expect(result.current).toBe("seen");
  });
});
