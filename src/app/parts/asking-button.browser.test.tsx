import { afterEach, describe, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { button } from "../testing/find.ts";
import { enLate } from "../words/en-late.ts";
import { AskingButton } from "./asking-button.tsx";

const agree = vi.fn();
afterEach(() => agree.mockReset());

const showButton = () =>
  render(<AskingButton label="Delete" about="quotes" question="Delete quotes?" className="" onAgree={agree} />);
const ask = button("Delete quotes");
const question = page.getByRole("group", { name: "Delete quotes?" });

describe("AskingButton", () => {
  it("asks before it does its work, with the focus on the way back", async () => {
    await showButton();
    await ask.click();
    await expect.element(question).toBeVisible();
    await expect.element(button(enLate.keep)).toHaveFocus();
    expect(agree).not.toHaveBeenCalled();
    await button("Delete").click();
    expect(agree).toHaveBeenCalledOnce();
    await expect.element(question).not.toBeInTheDocument();
  });

  it.each([
    ["its button", () => button(enLate.keep).click()],
    ["Escape", () => userEvent.keyboard("{Escape}")],
  ])("goes back by %s, with the focus where it was", async (_way, goBack) => {
    await showButton();
    await ask.click();
    await goBack();
    await expect.element(ask).toHaveFocus();
    expect(agree).not.toHaveBeenCalled();
  });
});
