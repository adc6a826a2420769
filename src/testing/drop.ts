import type { Locator, Page } from "@playwright/test";

export type Dropped = { files: string[] } | { items: { mimeType: string; data: string }[] };

/** Drops by the browser's own drag and drop, as a hand does it. @param dropped files by their places on disk, or what is no file */
export async function drop(
  page: Page,
  dropped: Dropped,
  on: Locator = page.getByRole("heading", { level: 1 }),
): Promise<void> {
  const box = await on.boundingBox();
  if (box === null) throw new Error("nothing to drop on");
  const session = await page.context().newCDPSession(page);
  const data = { items: [], dragOperationsMask: 1, ...dropped };
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    // Listened for before it is sent: what is sent next may be there first.
    const listener = await page.evaluateHandle((name) => {
      const seen = new Promise<void>((resolve) =>
        addEventListener(name, () => resolve(), { capture: true, once: true }),
      );
      return { seen };
    }, type.toLowerCase());
    await session.send("Input.dispatchDragEvent", { type, ...at, data });
    await listener.evaluate(({ seen }) => seen);
  }
  await session.detach();
}
