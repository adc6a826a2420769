import type { Page } from "@playwright/test";

/** Unfolds the whole panel; what is folded is drawn when it is opened. */
export async function openPanel(page: Page): Promise<void> {
  const unfold = () =>
    page.locator("details").evaluateAll((all) => {
      for (const one of all) one.setAttribute("open", "");
    });
  await unfold();
  await page.getByTestId("all-parameters").waitFor();
  await unfold();
}
