import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { button } from "../testing/find.ts";
import { openWrittenPage, openPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { en } from "../words/en.ts";
import { Examples } from "./examples.tsx";

describe("Examples", () => {
  it("is not there for a model without examples", async () => {
    await show(<Examples />, openPage());
    await expect.element(page.getByRole("list", { name: en.examples })).not.toBeInTheDocument();
  });

  it("puts the prompt that is pressed into the box, in the place of the last text", async () => {
    const opened = await openWrittenPage();
    await show(<Examples />, opened);
    await expect.element(button("life is not")).toHaveAttribute("aria-pressed", "false");
    await button("life is not").click();
    await expect.element(button("life is not")).toHaveAttribute("aria-pressed", "true");
    expect([opened.state().prompt, opened.state().run]).toEqual(["life is not", undefined]);
  });
});
