import { readFile } from "node:fs/promises";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { startTestSite, type TestSite } from "../src/testing/test-site.ts";
import { expectAccessible } from "./page/axe.ts";
import { openReady } from "./page/form.ts";

let site: TestSite;
test.beforeAll(async () => {
  site = await startTestSite();
});
test.afterAll(() => site.close());

const VERBS = ["add", "drop", "mend", "move", "rename"];
const THINGS = ["the lock", "the queue", "a test", "the cache", "a limit"];
const ROOMS = ["store", "kernel", "page", "api", "tokenizer", "worker", "bridge", "sdk", "train", "publish"].flatMap(
  (room) => [room, `${room}/test`],
);
/** So many texts of one kind that no machine has learned them all before Stop is pressed. */
const TEXTS = ROOMS.flatMap((room) =>
  VERBS.flatMap((verb) => THINGS.map((thing) => `fix(${room}): ${verb} ${thing}, since it broke`)),
);

const openPanel = async (page: Page): Promise<Locator> => {
  await page.getByRole("button", { name: "Teach it your own", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Teach it your own" });
  await expect(dialog).toContainText("Nothing leaves this device");
  return dialog;
};
const press = (dialog: Locator, name: string) => dialog.getByRole("button", { name, exact: true }).click();

/** Reads the texts, and teaches them until the first half pass was shown. */
async function teach(dialog: Locator): Promise<void> {
  await dialog.getByRole("textbox", { name: "Texts" }).fill(TEXTS.join("\n"));
  await press(dialog, "Read the texts");
  await expect(dialog).toContainText("500 texts");
  await press(dialog, "Teach");
  await expect(dialog.getByRole("heading", { name: "The same beginnings, the same draws" })).toBeVisible();
}

async function expectSound(page: Page, dialog: Locator): Promise<void> {
  await expectAccessible(page, "dialog");
  expect(await dialog.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(0);
}

/** At a later visit it is shared and saved where the device's models are. */
async function expectUnderStorage(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Storage", exact: true }).click();
  const storage = page.getByRole("dialog", { name: "Storage" });
  await press(storage, "Share, save, rename … Fixes");
  await expect(storage.getByRole("textbox", { name: "Name" })).toHaveValue("Fixes");
  await expectSound(page, storage);
  await press(storage, "Make a link");
  await expect(storage.getByLabel("Link", { exact: true })).toHaveValue(/#v1=/);
  await press(storage, "Open Fixes");
  await expect(page.getByRole("radio", { name: "Fixes" })).toBeChecked();
}

test("five hundred pasted texts are learned; the best is kept at Stop, saved, opened again and written with", async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openReady(page, site.url);
  const dialog = await openPanel(page);
  await teach(dialog);
  await expect(dialog.getByRole("img", { name: /^Loss of the texts set aside/ })).toBeVisible();
  await expectSound(page, dialog);
  await press(dialog, "Stop and keep the best");
  await expect(dialog).toContainText("Stopped.");
  const [, before, after] = /set aside: ([\d.,]+) before, ([\d.,]+) now/.exec((await dialog.textContent()) ?? "") ?? [];
  expect(Number(after?.replaceAll(",", ""))).toBeLessThan(Number(before?.replaceAll(",", "")) / 2);
  await expectSound(page, dialog);

  const coming = page.waitForEvent("download");
  await dialog.getByRole("textbox", { name: "Name" }).fill("Fixes");
  await press(dialog, "Save as a file");
  const saved = await readFile(await (await coming).path());
  await press(dialog, "Throw away Pasted texts");
  await press(dialog, "Throw away");
  await expect(dialog).toContainText("Thrown away.");
  await press(dialog, "Other texts");
  await dialog.getByLabel("Open a saved one …").setInputFiles({
    name: "Fixes.zip",
    mimeType: "application/zip",
    buffer: saved,
  });
  await expect(dialog).toContainText("Fixes is open.");
  await dialog.getByRole("textbox", { name: "Prompt" }).fill("fix(page):");
  await press(dialog, "Write both");
  const pair = dialog.getByRole("listitem").filter({ hasText: "Before" });
  await expect(pair).toHaveCount(1);
  const [was, is] = await pair.locator(".font-serif").allTextContents();
  expect(is).not.toBe(was);

  await press(dialog, "Keep on this device");
  await expect(dialog).toContainText("Fixes is kept on this device");
  await page.reload();
  await expect(page.getByRole("status")).toContainText("Ready");
  const again = await openPanel(page);
  await expect(again).toContainText("Fixes is kept for this model.");
  await press(again, "Close");
  await expectUnderStorage(page);
});

test("a training that a reload interrupts goes on where it was", async ({ page }) => {
  await openReady(page, site.url);
  await teach(await openPanel(page));
  await page.reload();
  await expect(page.getByRole("status")).toContainText("Ready");
  const dialog = await openPanel(page);
  await expect(dialog).toContainText("A training was interrupted: Pasted texts, 500 texts");
  await press(dialog, "Go on");
  await expect(dialog).toContainText(/Step \d+ of \d{3}/);
  await press(dialog, "Stop and keep the best");
  await expect(dialog).toContainText("Stopped.");
});
