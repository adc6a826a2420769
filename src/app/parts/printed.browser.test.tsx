import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { openPage, openReadyPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { Printed } from "./printed.tsx";

describe("Printed", () => {
  it("is there once there is a model", async () => {
    const waiting = await show(<Printed />, openPage());
    expect(waiting.container.textContent).toBe("");
    await waiting.unmount();
    await show(<Printed />, await openReadyPage());
    await expect.element(page.getByRole("article")).toBeInTheDocument();
  });
});
