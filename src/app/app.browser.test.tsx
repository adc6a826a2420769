import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import { succeed } from "../contract/outcome.ts";
import { App } from "./app.tsx";
import { resultOf } from "./testing/answers.ts";
import { button } from "./testing/find.ts";
import { openPage, openReadyPage } from "./testing/page.ts";
import { en } from "./words/en.ts";

describe("App", () => {
  it("has its landmarks, one heading of the first level, and a name for each of its regions", async () => {
    await render(<App session={openPage().session} />);
    for (const role of ["main", "contentinfo"] as const) await expect.element(page.getByRole(role)).toHaveLength(1);
    await expect.element(page.getByRole("heading", { level: 1 })).toHaveLength(1);
    const regions = page
      .getByRole("region")
      .elements()
      .map((one) => one.getAttribute("aria-labelledby"));
    const names = regions.map((id) => document.getElementById(id ?? "")?.textContent);
    expect(names).toEqual([en.output, en.parameters]);
  });

  it("takes away what hides the page until its script is here", async () => {
    Object.assign(document.documentElement.dataset, { linked: "", early: "" });
    await render(<App session={openPage().session} />);
    expect(document.documentElement.dataset).not.toHaveProperty("linked");
    expect(document.documentElement.dataset).not.toHaveProperty("early");
  });

  it("writes by the keyboard alone, says the text once, and is continued from there", async () => {
    const { session, runs } = await openReadyPage();
    await render(<App session={session} />);
    await page.getByRole("textbox", { name: en.prompt }).fill("life");
    await userEvent.keyboard("{Enter}");
    await expect.poll(() => runs.length).toBe(1);
    runs[0]?.settle(succeed(resultOf("life", " is not")));
    await expect.element(page.getByTestId("announced")).toHaveTextContent("life is not");
    button(en.continueText).element().focus();
    await userEvent.keyboard("{Enter}");
    await expect.poll(() => runs.at(-1)?.request.continued?.text).toBe(" is not");
  });

  it("leaves the focus in the page when what had it goes", async () => {
    const { session } = openPage();
    await render(<App session={session} />);
    session.store.send({ type: "notice", text: "The model is gone." });
    await page.getByRole("alert").getByRole("button").click();
    await expect.element(page.getByRole("main")).toHaveFocus();
  });
});
