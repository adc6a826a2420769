import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { openPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { en } from "../words/en.ts";
import { DropZone } from "./drop-zone.tsx";

async function showPage() {
  const opened = openPage();
  await show(
    <>
      <DropZone />
      <textarea />
    </>,
    opened,
  );
  return opened;
}

function transfer(...files: readonly File[]) {
  const dataTransfer = new DataTransfer();
  for (const file of files) dataTransfer.items.add(file);
  return dataTransfer;
}

/** @returns true where the page took it, and the browser did not */
function fire(type: string, dataTransfer: DataTransfer, target: EventTarget = document.body): boolean {
  const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true, relatedTarget: null });
  return !target.dispatchEvent(event);
}

const veil = page.getByText(en.drop);

describe("DropZone", () => {
  it("says what happens to files that hang over the page, until they leave it", async () => {
    await showPage();
    expect(fire("dragover", transfer(new File(["x"], "a.bin")))).toBe(true);
    await expect.element(veil).toBeVisible();
    fire("dragleave", transfer());
    await expect.element(veil).not.toBeInTheDocument();
  });

  it("opens what is dropped", async () => {
    const { zips } = await showPage();
    const files = transfer(new File(["x"], "model.zip"));
    fire("dragover", files);
    expect(fire("drop", files)).toBe(true);
    await expect.poll(() => zips.map(({ file }) => file)).toEqual(["model.zip"]);
    await expect.element(veil).not.toBeInTheDocument();
  });

  it("leaves text to the field that it falls into, and keeps it from replacing the page elsewhere", async () => {
    await showPage();
    const text = transfer();
    text.setData("text/plain", "life");
    expect(fire("drop", text, page.getByRole("textbox").element())).toBe(false);
    expect(fire("drop", text)).toBe(true);
  });

  it("says so where the browser hides the file that was dropped", async () => {
    const { state } = await showPage();
    const hidden = transfer();
    hidden.setData("text/uri-list", "file:///model.zip");
    fire("drop", hidden);
    await expect.poll(() => state().notice).toBe(en.nothingDropped);
  });
});
