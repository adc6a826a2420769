import { lazy } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { button } from "../testing/find.ts";
import { en } from "../words/en.ts";
import { Late } from "./late.tsx";

// React reports what a boundary catches.
beforeEach(() => void vi.spyOn(console, "error").mockReturnValue());
afterEach(() => vi.restoreAllMocks());

const missing = () => lazy(() => Promise.reject(new TypeError("Failed to fetch dynamically imported module")));

describe("Late", () => {
  it("says that a part is missing, and leaves the rest of the page as it is", async () => {
    const Missing = missing();
    await render(
      <>
        <p>The text</p>
        <Late>
          <Missing />
        </Late>
      </>,
    );
    await expect.element(page.getByRole("alert")).toHaveTextContent(en.partMissing);
    await expect.element(button(en.reload)).toBeEnabled();
    await expect.element(page.getByText("The text")).toBeVisible();
  });

  it("says nothing of a part that nobody sees", async () => {
    const Missing = missing();
    const { container } = await render(
      <Late unseen>
        <Missing />
      </Late>,
    );
    await expect.poll(() => vi.mocked(console.error).mock.calls.length).toBeGreaterThan(0);
    expect(container.textContent).toBe("");
  });

  it("draws its part once it has come", async () => {
    const { promise, resolve } = Promise.withResolvers<{ default: () => string }>();
    const Part = lazy(() => promise);
    await render(
      <Late>
        <Part />
      </Late>,
    );
    await expect.element(page.getByText("Here")).not.toBeInTheDocument();
    resolve({ default: () => "Here" });
    await expect.element(page.getByText("Here")).toBeVisible();
  });
});
