import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { FailureText } from "./failure-text.tsx";

describe("FailureText", () => {
  it("says what happened and what to do next", async () => {
    await render(<FailureText failure={{ code: "network", message: "It is gone.", hint: "Wait." }} />);
    await expect.element(page.getByText("It is gone. Wait.")).toBeVisible();
  });
});
