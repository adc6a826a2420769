import { describe, expect, it, vi } from "vitest";
import { renderHook } from "vitest-browser-react";
import { openPage } from "./testing/page.ts";
import { SessionContext, usePage, useSession } from "./use-page.ts";

describe("usePage", () => {
  it("draws anew for a new value of its part alone", async () => {
    const { session } = openPage();
    const draw = vi.fn(() => usePage((state) => state.prompt));
    const { result, act } = await renderHook(draw, {
      wrapper: ({ children }) => <SessionContext value={session}>{children}</SessionContext>,
    });
    const before = draw.mock.calls.length;
    await act(() => session.store.send({ type: "tidy", on: true }));
    expect(draw).toHaveBeenCalledTimes(before);
    await act(() => session.store.send({ type: "prompt", text: "life" }));
    expect(result.current).toBe("life");
  });
});

describe("useSession", () => {
  it("refuses to be used outside of the page", async () => {
    vi.spyOn(console, "error").mockReturnValue();
    await expect(renderHook(useSession)).rejects.toThrow("no session around this component");
    vi.restoreAllMocks();
  });
});
