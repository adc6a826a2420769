import { afterEach, describe, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { button } from "../testing/find.ts";
import { en } from "../words/en.ts";
import { enLate } from "../words/en-late.ts";
import { Snippet } from "./snippet.tsx";

afterEach(() => vi.restoreAllMocks());

const box = page.getByRole("textbox", { name: "Tag", exact: true });

describe("Snippet", () => {
  it("copies its code, and says so", async () => {
    const write = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    await render(<Snippet title="Tag" code="<a></a>" />);
    await button(enLate.copyThis("Tag")).click();
    await expect.element(page.getByText(en.copied)).toBeVisible();
    expect(write.mock.calls).toEqual([["<a></a>"]]);
  });

  it("has its code selected where it cannot be copied", async () => {
    vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new DOMException("no"));
    await render(<Snippet title="Tag" code="<a></a>" />);
    await button(enLate.copyThis("Tag")).click();
    await expect.element(box).toHaveFocus();
    expect(getSelection()?.toString()).toBe("<a></a>");
  });

  it("has a row for each line, up to a dozen", async () => {
    await render(<Snippet title="Tag" code={"x\n".repeat(40)} />);
    await expect.element(box).toHaveAttribute("rows", "12");
  });
});
