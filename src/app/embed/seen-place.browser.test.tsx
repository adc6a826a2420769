import { afterEach, describe, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { watchVisibility } from "../testing/watch-visibility.ts";
import { enEmbed } from "../words/en-embed.ts";
import { SeenPlace } from "./seen-place.tsx";

afterEach(() => vi.unstubAllGlobals());

describe("SeenPlace", () => {
  it("begins to count anew whenever it was covered", async () => {
    const see = watchVisibility();
    await render(<SeenPlace>{(isSeen) => <p>{isSeen ? "counts" : "does not count"}</p>}</SeenPlace>);
    await expect.element(page.getByText("does not count")).toBeVisible();
    see("seen");
    await expect.element(page.getByText("counts", { exact: true })).toBeVisible();
    see("covered");
    await expect.element(page.getByText("does not count")).toBeVisible();
    await expect.element(page.getByRole("status")).toHaveTextContent(enEmbed.covered);
  });
});
