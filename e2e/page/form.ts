import { expect, type Page } from "@playwright/test";
import { openPanel } from "../../src/testing/open-panel.ts";

/** The form by the names that people and tests know its parts by. */
export function formOf(page: Page) {
  return {
    prompt: page.getByRole("textbox", { name: "Prompt", exact: true }),
    generate: page.getByRole("button", { name: "Generate", exact: true }),
    stop: page.getByRole("button", { name: "Stop", exact: true }),
    share: page.getByRole("button", { name: "Share", exact: true }),
    output: page.getByRole("region", { name: "Output" }),
    answer: page.getByTestId("answer"),
    status: page.getByRole("status"),
  };
}

/** Opens the site and waits until its own model can answer. */
export async function openReady(page: Page, url: string): Promise<ReturnType<typeof formOf>> {
  await page.goto(url);
  const form = formOf(page);
  await expect(form.status).toContainText("Ready");
  return form;
}

/** Sets a parameter by its name, and opens the group that it lies in. */
export async function setParameter(page: Page, name: string, value: string): Promise<void> {
  await openPanel(page);
  await page.getByLabel(name, { exact: true }).fill(value);
}

/** Takes a set of parameters by its name. */
export async function choosePreset(page: Page, name: string): Promise<void> {
  await openPanel(page);
  await page.getByRole("button", { name, exact: true }).click();
}

/** A detail of the last run, in its folded line. */
export function detailOf(page: Page, name: string) {
  return formOf(page).output.locator("summary", { hasText: name }).locator("span").nth(1);
}

/** Runs the form as it is, and gives the answer. */
export async function answerOf(page: Page): Promise<string> {
  const form = formOf(page);
  await form.generate.click();
  await expect(form.status).toContainText("Done");
  return (await form.answer.first().textContent()) ?? "";
}
