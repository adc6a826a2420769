import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";

/** Minutes after which what is waited for is taken not to come. */
const LONGEST_MS = 20 * 60_000;

/** “Teach it your own” of a built site, as a visitor presses it. */
export class TeachPage {
  readonly page: Page;
  readonly dialog: Locator;

  private constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole("dialog", { name: "Teach it your own" });
  }

  /** Opens the site, waits for its model, and opens the panel. */
  static async open(page: Page, url: string): Promise<TeachPage> {
    page.setDefaultTimeout(LONGEST_MS);
    await page.goto(url);
    const ready = page.getByRole("status").filter({ hasText: "Ready" });
    // A large model is loaded when the visitor says so.
    const load = page.getByRole("button", { name: "Load model", exact: true });
    await ready.or(load).first().waitFor();
    if (await load.isVisible()) await load.click();
    await ready.waitFor();
    const opened = new TeachPage(page);
    await page.getByRole("button", { name: "Teach it your own", exact: true }).click();
    await opened.dialog.getByText("Nothing leaves this device").waitFor();
    return opened;
  }

  press(name: string): Promise<void> {
    return this.dialog.getByRole("button", { name, exact: true }).click();
  }

  async teach(texts: string): Promise<void> {
    await this.dialog.getByRole("textbox", { name: "Texts" }).fill(texts);
    await this.press("Read the texts");
    await this.press("Teach");
  }

  /** Waits until training has ended. @returns what was said of the texts set aside */
  async end(): Promise<{ readonly before: number; readonly after: number }> {
    const said = await this.dialog.getByText(/^Perplexity of the texts set aside/).textContent();
    const [, before = "", after = ""] = /set aside: ([\d.,]+) before, ([\d.,]+) now/.exec(said ?? "") ?? [];
    const numberOf = (text: string) => Number(text.replaceAll(",", ""));
    return { before: numberOf(before), after: numberOf(after) };
  }

  /** Presses a button that saves a file. */
  async save(button: string): Promise<Buffer> {
    const coming = this.page.waitForEvent("download");
    await this.press(button);
    return readFile(await (await coming).path());
  }
}
