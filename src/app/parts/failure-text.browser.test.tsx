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
});
