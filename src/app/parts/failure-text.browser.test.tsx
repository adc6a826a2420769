import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { makeFailure } from "../../contract/outcome.ts";
import { FailureText } from "./failure-text.tsx";

describe("FailureText", () => {
  it("says what happened and what to do next", async () => {
    await render(<FailureText failure={makeFailure("not_loaded", "none", {})} />);
    await expect.element(page.getByText("No model is loaded. Load a model first.")).toBeVisible();
  });

  it("shows no sentence of an earlier failure for another one", async () => {
    const { rerender, container } = await render(<FailureText failure={makeFailure("not_loaded", "none", {})} />);
    await expect.element(page.getByText("No model is loaded.")).toBeVisible();
    const shown: string[] = [];
    new MutationObserver(() => shown.push(container.textContent)).observe(container, {
      childList: true,
      subtree: true,
      characterData: true,
    });
    await rerender(<FailureText failure={makeFailure("cancelled", "load", {})} />);
    await expect.element(page.getByText("The load was given up.")).toBeVisible();
    expect(shown[0]).toBe("");
  });
});
