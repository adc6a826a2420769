import { expect, type Page } from "@playwright/test";
import { type Chain, chainFiles } from "../../src/convert/read/testing/chain-checkpoint.ts";
import { type formOf, openReady } from "./form.ts";

/** Opens the site and, from the device, a model that writes what the chain says. @param card its `README.md` */
export async function openChain(page: Page, url: string, chain: Chain, card = ""): Promise<ReturnType<typeof formOf>> {
  const form = await openReady(page, url);
  await page.getByRole("button", { name: "Open model" }).click();
  const files = Object.entries({ ...chainFiles(chain), "README.md": card }).map(([name, content]) => ({
    name,
    mimeType: "application/octet-stream",
    buffer: Buffer.from(content),
  }));
  await page.getByLabel("Choose files …").setInputFiles(files);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("My model");
  await expect(form.status).toContainText("Ready");
  return form;
}
