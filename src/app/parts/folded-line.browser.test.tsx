import { describe, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { FoldedLine } from "./folded-line.tsx";

describe("FoldedLine", () => {
  it("draws its details once it is unfolded, and keeps them when it is folded again", async () => {
    const Details = vi.fn(() => <input aria-label="Inside" />);
    await render(<FoldedLine name="Speed" value="3 tokens/s" Details={Details} />);
    const inside = page.getByRole("textbox", { name: "Inside", includeHidden: true });
    await expect.element(inside).not.toBeInTheDocument();
    expect(Details).not.toHaveBeenCalled();
    await page.getByText("3 tokens/s").click();
    await inside.fill("typed");
    await page.getByText("3 tokens/s").click();
    await expect.element(inside).not.toBeVisible();
    await expect.element(inside).toHaveValue("typed");
  });

  it("can be unfolded from the start", async () => {
    await render(<FoldedLine name="Weights" value="q8" open Details={() => <p>Inside</p>} />);
    await expect.element(page.getByText("Inside")).toBeVisible();
  });
});
