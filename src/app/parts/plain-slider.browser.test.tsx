import { describe, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { PlainSlider } from "./plain-slider.tsx";

describe("PlainSlider", () => {
  it("is named by its label and read by its words, once", async () => {
    const change = vi.fn();
    await render(<PlainSlider name="Length" min={0} max={10} step={2} value={4} text="four" onChange={change} />);
    const slider = page.getByRole("slider", { name: "Length", exact: true });
    await expect.element(slider).toHaveAttribute("aria-valuetext", "four");
    await expect.element(page.getByText("four")).toHaveAttribute("aria-hidden", "true");
    await slider.fill("6");
    expect(change).toHaveBeenCalledWith(6);
  });
});
