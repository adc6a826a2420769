import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const SCHEMES = ["light", "dark"] as const;

/** Expects that axe finds nothing in a page or a part of it, in light and in dark, which the page takes up as it is shown. */
export async function expectAccessible(page: Page, part?: string): Promise<void> {
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    // Between two colours the contrast is that of neither.
    await page.waitForFunction(() => document.getAnimations().every((each) => !(each instanceof CSSTransition)));
    const axe = new AxeBuilder({ page });
    const { violations } = await (part === undefined ? axe : axe.include(part)).analyze();
    expect(violations.map(({ id, nodes }) => [colorScheme, id, nodes.map(({ html }) => html)])).toEqual([]);
  }
}
