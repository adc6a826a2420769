import type { Page } from "@playwright/test";
import type { NamedBytes } from "../../src/contract/bytes.ts";

/** Chooses files from the device, all at once; those of a folder by their names alone, as a file picker gives them. */
export async function chooseFiles(page: Page, files: readonly NamedBytes[]): Promise<void> {
  await page.getByRole("button", { name: "Open model" }).click();
  const chosen = files.map(async ({ path, bytes }) => ({
    name: path,
    mimeType: "application/octet-stream",
    buffer: Buffer.from(await bytes.arrayBuffer()),
  }));
  await page.getByLabel("Choose files …").setInputFiles(await Promise.all(chosen));
}
