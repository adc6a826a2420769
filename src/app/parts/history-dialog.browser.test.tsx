import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { openHistory } from "../history.ts";
import { button } from "../testing/find.ts";
import { openReadyPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { watchFiles } from "../testing/watch-downloads.ts";
import { enLate } from "../words/en-late.ts";
import HistoryDialog from "./history-dialog.tsx";

const { history: words } = enLate;
const close = vi.fn();
const clearAll = async () => (await openHistory()).clear();

beforeEach(clearAll);
afterEach(async () => {
  close.mockReset();
  await clearAll();
});

async function showEntries(...prompts: readonly string[]) {
  const history = await openHistory();
  for (const [place, prompt] of prompts.entries()) {
    const at = Date.UTC(2026, 0, 1) + place;
    await history.add({ v: 1, id: at, at, model: "poems", prompt, texts: [" is"], parameters: { seed: 5 } });
  }
  const opened = await openReadyPage();
  await show(<HistoryDialog onClose={close} />, opened);
  return opened;
}

const entries = page.getByRole("listitem");

describe("HistoryDialog", () => {
  it("says where the runs are kept, and that there are none", async () => {
    await showEntries();
    await expect.element(page.getByText(words.empty)).toBeVisible();
    await expect.element(page.getByText(words.about)).toBeVisible();
    await expect.element(button(words.clear)).toBeDisabled();
  });

  it("lists the newest run first, and finds runs by words of prompt, text or model", async () => {
    await showEntries("life", "love");
    await expect.element(entries).toHaveLength(2);
    await expect.element(entries.nth(0)).toHaveTextContent("love is");
    await page.getByRole("searchbox", { name: words.search }).fill("poems LIFE");
    await expect.element(entries).toHaveLength(1);
    await expect.element(entries).toHaveTextContent("life is");
    await page.getByRole("searchbox").fill("nothing like it");
    await expect.element(page.getByText(words.empty)).toBeVisible();
  });

  it("brings a run back into the form, and closes", async () => {
    const { state } = await showEntries("life");
    await entries.getByRole("button").click();
    expect(close).toHaveBeenCalledOnce();
    expect(state()).toMatchObject({ prompt: "life", parameters: { seed: 5 }, shared: { earlierWith: "poems" } });
  });

  it("deletes all runs once the visitor has confirmed it, and puts the focus on the search", async () => {
    await showEntries("life", "love");
    await button(words.clear).click();
    await expect.element(page.getByRole("group", { name: words.clears(2) })).toBeVisible();
    await button(words.clear).click();
    await expect.element(page.getByText(words.empty)).toBeVisible();
    await expect.element(page.getByRole("searchbox")).toHaveFocus();
    expect(await (await openHistory()).list()).toEqual([]);
  });

  it("says why the runs could not be deleted, keeps showing them, and deletes them at the next try", async () => {
    const refusing = vi.spyOn(IDBObjectStore.prototype, "clear").mockImplementationOnce(() => {
      throw new DOMException("The disk is locked.", "UnknownError");
    });
    await showEntries("life");
    await button(words.clear).click();
    await button(words.clear).click();
    await expect.element(page.getByRole("alert")).toHaveTextContent("could not be deleted: The disk is locked.");
    await expect.element(entries).toHaveTextContent("life is");
    await button(words.clear).click();
    await button(words.clear).click();
    await expect.element(page.getByText(words.empty)).toBeVisible();
    await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
    refusing.mockRestore();
  });

  it("exports all runs as one file, whatever is searched for, and takes it back where they are gone", async () => {
    await showEntries("life", "love");
    await page.getByRole("searchbox").fill("love");
    const downloads = watchFiles();
    await button(words.export).click();
    const [file] = await downloads();
    if (file === undefined) throw new Error("Nothing was saved.");
    expect([file.name, JSON.parse(await file.text())]).toMatchObject([
      "hostless-history.json",
      { format: "hostless-history", version: 1, entries: [{ prompt: "love" }, { prompt: "life" }] },
    ]);
    await expect.element(page.getByText(words.exported(2, 2, file.name))).toHaveAttribute("aria-live", "polite");
    await clearAll();
    await page.getByLabelText(words.import).upload(file);
    await expect.element(page.getByText(words.imported(2, 2))).toBeVisible();
    await page.getByLabelText(words.import).upload(file);
    await expect.element(page.getByText(words.imported(0, 2))).toBeVisible();
    expect((await (await openHistory()).list()).map(({ prompt }) => prompt)).toEqual(["love", "life"]);
  });

  it("shows the runs that a file brought", async () => {
    await showEntries();
    await expect.element(button(words.export)).toBeDisabled();
    const run = { v: 1, id: 7, at: 7, model: "poems", prompt: "brought", texts: [" along"], parameters: {} };
    const text = JSON.stringify({ format: "hostless-history", version: 1, entries: [run] });
    await page.getByLabelText(words.import).upload(new File([text], "runs.json"));
    await expect.element(entries).toHaveTextContent("brought along");
    await expect.element(button(words.export)).toBeEnabled();
  });

  it("says which file was not taken, which of its entries is broken, and takes the next one", async () => {
    await showEntries("life");
    const whole = { format: "hostless-history", version: 1 };
    const upload = (content: object) =>
      page.getByLabelText(words.import).upload(new File([JSON.stringify(content)], "runs.json"));
    await upload({ ...whole, entries: [{ v: 1, id: 7 }] });
    await expect.element(page.getByRole("alert")).toHaveTextContent("runs.json: entry 1 is broken at at.");
    await upload({ ...whole, version: 2 });
    await expect.element(page.getByRole("alert")).toHaveTextContent("made by a later version");
    await expect.element(entries).toHaveLength(1);
    await upload({ ...whole, entries: [] });
    await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
  });
});
