import { afterEach, describe, expect, it } from "vitest";
import { render } from "vitest-browser-react";
import { LOCAL_ITEMS } from "../../contract/on-device.ts";
import { button } from "../testing/find.ts";
import { en } from "../words/en.ts";
import { ThemeButton } from "./theme-button.tsx";

const { dataset } = document.documentElement;

afterEach(() => {
  delete dataset["theme"];
  localStorage.removeItem(LOCAL_ITEMS.theme);
});

describe("ThemeButton", () => {
  it("offers the other scheme than the one that is seen, and keeps it while it differs from the system's", async () => {
    await render(<ThemeButton />);
    await button(en.themes.dark).click();
    await expect.element(button(en.themes.light)).toBeVisible();
    expect([dataset["theme"], localStorage.getItem(LOCAL_ITEMS.theme)]).toEqual(["dark", "dark"]);
    await button(en.themes.light).click();
    await expect.element(button(en.themes.dark)).toBeVisible();
    expect([dataset["theme"], localStorage.getItem(LOCAL_ITEMS.theme)]).toEqual([undefined, null]);
  });
});
