import type { Page } from "@playwright/test";

/** Sums up how far things jumped, whoever pressed something before. Call it before the page is opened. */
export async function watchShifts(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if ("value" in entry) shifts.push(Number(entry.value));
    }).observe({ type: "layout-shift", buffered: true });
  });
  return () =>
    page.evaluate(async () => {
      // Shifts are reported with the frame after the one that they happened in.
      for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
      const shifts: number[] = Reflect.get(window, "shifts");
      return shifts.reduce((sum, shift) => sum + shift, 0);
    });
}
