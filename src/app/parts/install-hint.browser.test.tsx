import { afterEach, describe, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { button } from "../testing/find.ts";
import { en } from "../words/en.ts";
import { InstallHint } from "./install-hint.tsx";

afterEach(() => void Reflect.deleteProperty(navigator, "standalone"));

/** As Chromium says that the page can be installed. */
function offerInstall() {
  const prompt = vi.fn(async () => undefined);
  const event = Object.assign(new Event("beforeinstallprompt", { cancelable: true }), { prompt });
  const isTaken = !dispatchEvent(event);
  return { prompt, isTaken };
}

describe("InstallHint", () => {
  it("installs by a click where the browser can", async () => {
    const { container } = await render(<InstallHint />);
    expect(container.textContent).toBe("");
    const { prompt, isTaken } = offerInstall();
    expect(isTaken).toBe(true);
    await button(en.install.button).click();
    expect(prompt).toHaveBeenCalledOnce();
    await expect.element(button(en.install.button)).not.toBeInTheDocument();
  });

  it("goes when the page was installed by another way", async () => {
    await render(<InstallHint />);
    offerInstall();
    await expect.element(page.getByText(en.install.hint)).toBeVisible();
    dispatchEvent(new Event("appinstalled"));
    await expect.element(page.getByText(en.install.hint)).not.toBeInTheDocument();
  });

  it.each([
    [false, [en.install.ios]],
    [true, []],
  ])("names the way through the menu of iOS in a tab: as an app %j", async (standalone, said) => {
    Object.defineProperty(navigator, "standalone", { value: standalone, configurable: true });
    await render(<InstallHint />);
    expect(
      page
        .getByRole("paragraph")
        .elements()
        .map((one) => one.textContent),
    ).toEqual(said);
  });
});
