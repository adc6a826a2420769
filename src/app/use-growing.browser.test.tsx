import { afterEach, describe, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { openPage } from "./testing/page.ts";
import { show } from "./testing/show.tsx";
import { PromptForm } from "./parts/prompt-form.tsx";

afterEach(() => vi.restoreAllMocks());

describe("useGrowing", () => {
  it("makes a box as high as its text, and low again, where the browser cannot do so by itself", async () => {
    vi.spyOn(CSS, "supports").mockReturnValue(false);
    await show(<PromptForm />, openPage());
    const box = page.getByRole("textbox");
    const height = () => box.element().getBoundingClientRect().height;
    const low = height();
    await box.fill("line\n".repeat(20));
    await expect.poll(height).toBeGreaterThan(3 * low);
    await box.fill("");
    await expect.poll(height).toBe(low);
  });
});
