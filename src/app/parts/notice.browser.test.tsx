import { describe, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { makeFailure } from "../../contract/outcome.ts";
import { button } from "../testing/find.ts";
import { OWN, openPage, openReadyPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { en } from "../words/en.ts";
import { enLate } from "../words/en-late.ts";
import { Notice } from "./notice.tsx";
import { Rare } from "./rare.tsx";

describe("Notice", () => {
  it("is an alert until it is closed", async () => {
    const opened = openPage();
    await show(<Notice />, opened);
    await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
    opened.session.store.send({ type: "notice", text: "The model is gone." });
    await expect.element(page.getByRole("alert")).toHaveTextContent("The model is gone.");
    await button(en.close).click();
    await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
  });
});

describe("ReplacedNotice", () => {
  async function replace() {
    const opened = openPage();
    await show(<Rare />, opened);
    opened.session.type("mine");
    void opened.session.open({ source: OWN, text: "from outside" });
    await expect.element(page.getByText(enLate.rare.replaced)).toBeVisible();
    return opened;
  }

  it("gives a prompt back", async () => {
    const { state } = await replace();
    await button(enLate.rare.putBack).click();
    await expect.element(page.getByText(enLate.rare.replaced)).not.toBeInTheDocument();
    expect(state().prompt).toBe("mine");
  });

  it("goes when it is closed, with the new prompt in its place", async () => {
    const { state } = await replace();
    await button(en.close).click();
    await expect.element(page.getByText(enLate.rare.replaced)).not.toBeInTheDocument();
    expect(state().prompt).toBe("from outside");
  });
});

describe("UpdateNotice", () => {
  it("takes a new version by a click, and not while a text is written", async () => {
    const opened = await openReadyPage();
    await show(<Rare />, opened);
    await expect.element(page.getByText(enLate.rare.update)).not.toBeInTheDocument();
    const activate = vi.fn();
    opened.session.offerUpdate(activate);
    await expect.element(button(enLate.rare.updateNow)).toBeEnabled();
    opened.session.generate();
    await expect.element(button(enLate.rare.updateNow)).toBeDisabled();
    opened.session.store.send({ type: "run-failed", run: 1, failure: makeFailure("cancelled", "load", {}) });
    await button(enLate.rare.updateNow).click();
    expect(activate).toHaveBeenCalledOnce();
  });
});
