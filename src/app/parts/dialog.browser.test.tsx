import { afterEach, describe, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { button, dialog } from "../testing/find.ts";
import { en } from "../words/en.ts";
import { Dialog } from "./dialog.tsx";

const close = vi.fn();
afterEach(() => close.mockReset());

const showDialog = () =>
  render(
    <Dialog title="Title" onClose={close}>
      <input aria-label="Text" defaultValue="some text" />
      <input aria-label="File" type="file" />
    </Dialog>,
  );

/** A press of the pointer from one place to another, as browsers report it: the click is at what both have in common. */
function drag(from: Element, to: Element, both: Element) {
  from.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
  to.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
  both.dispatchEvent(new MouseEvent("click", { bubbles: true }));
}

describe("Dialog", () => {
  it("is modal, named by its title, and takes the focus in", async () => {
    await showDialog();
    await expect.element(dialog("Title")).toBeVisible();
    expect(dialog("Title").element().matches(":modal")).toBe(true);
    expect(dialog("Title").element().contains(document.activeElement)).toBe(true);
  });

  it("is closed by its button and by a press beside it", async () => {
    await showDialog();
    await button(en.close).click();
    expect(close).toHaveBeenCalledTimes(1);
    const element = dialog("Title").element();
    drag(element, element, element);
    expect(close).toHaveBeenCalledTimes(2);
  });

  it("is closed by Escape", async () => {
    await showDialog();
    await userEvent.keyboard("{Escape}");
    await expect.poll(() => close.mock.calls.length).toBe(1);
  });

  it("stays open when text inside it is selected with the pointer's end outside", async () => {
    await showDialog();
    const element = dialog("Title").element();
    const text = page.getByRole("textbox").element();
    drag(text, element, element);
    expect(close).not.toHaveBeenCalled();
  });

  it("stays open when the browser's choice of a file is cancelled", async () => {
    await showDialog();
    page
      .getByLabelText("File")
      .element()
      .dispatchEvent(new Event("cancel", { bubbles: true }));
    expect(close).not.toHaveBeenCalled();
  });
});
