import { afterEach, describe, expect, it, vi } from "vitest";
import { renderHook } from "vitest-browser-react";
import { LOCAL_ITEMS } from "../contract/on-device.ts";
import { useTheme } from "./use-theme.ts";

const { dataset } = document.documentElement;

afterEach(() => {
  vi.unstubAllGlobals();
  delete dataset["theme"];
  localStorage.removeItem(LOCAL_ITEMS.theme);
});

/** A system that is light until the test says otherwise. */
function stubSystem() {
  const query = Object.assign(new EventTarget(), { matches: false });
  vi.stubGlobal("matchMedia", () => query);
  return (isDark: boolean) => {
    query.matches = isDark;
    query.dispatchEvent(new Event("change"));
  };
}

describe("useTheme", () => {
  it("follows the system while nothing was chosen", async () => {
    const setDark = stubSystem();
    const { result, act } = await renderHook(useTheme);
    expect(result.current[0]).toBe("light");
    await act(() => setDark(true));
    expect(result.current[0]).toBe("dark");
  });

  it("shows what was chosen whatever the system, and forgets a choice that agrees with it", async () => {
    const setDark = stubSystem();
    const { result, act } = await renderHook(useTheme);
    await act(() => result.current[1]());
    await act(() => setDark(true));
    await act(() => setDark(false));
    expect([result.current[0], localStorage.getItem(LOCAL_ITEMS.theme)]).toEqual(["dark", "dark"]);
    await act(() => result.current[1]());
    expect([result.current[0], localStorage.getItem(LOCAL_ITEMS.theme)]).toEqual(["light", null]);
  });
});
