import { beforeEach, describe, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { openHistory } from "../history.ts";
import { branchEntry } from "../testing/branch-entry.ts";
import { openReadyPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { enLate } from "../words/en-late.ts";
import { BranchTree } from "./branch-tree.tsx";

const words = enLate.branches;

beforeEach(async () => {
  const history = await openHistory();
  await history.clear();
  await history.add(branchEntry(1, "", " is long."));
  await history.add(branchEntry(2, " is short", " and sweet."));
  await history.add(branchEntry(3, "", " was."));
});

const leaf = (text: string) => page.getByRole("listitem").getByRole("button", { name: text, exact: true });
const showTree = async (shown: string) => {
  const opened = await openReadyPage();
  await show(<BranchTree prompt="life" model="quotes" shown={shown} />, opened);
  await expect.element(leaf("is short and sweet.")).toBeVisible();
  return opened;
};

describe("BranchTree", () => {
  it("has one text below the one that it came of, marks what is shown, and brings another one back", async () => {
    const { state } = await showTree(" is long.");
    const [root] = page.getByRole("list").elements();
    expect(root?.children).toHaveLength(2);
    expect(root?.firstElementChild?.querySelector("li")?.textContent).toContain("and sweet.");
    await expect.element(leaf("is long.")).toHaveAttribute("aria-current", "true");
    await leaf("is short and sweet.").click();
    expect(state()).toMatchObject({ prompt: "life is short", shared: { texts: [" and sweet."] } });
  });

  it("is walked by the keys, one stop of the Tab key for all", async () => {
    await showTree(" was.");
    await userEvent.keyboard("{Tab}{ArrowDown}");
    expect(document.activeElement?.textContent).toBe(" is short and sweet.");
    await userEvent.keyboard("{End}");
    expect(document.activeElement?.textContent).toBe(" was.");
  });

  it("pins the text that is shown, and lets go of it", async () => {
    await showTree(" was.");
    const pin = page.getByRole("button", { name: words.pin });
    await pin.click();
    await expect.element(pin).toHaveAttribute("aria-pressed", "true");
    expect((await (await openHistory()).list()).find(({ id }) => id === 3)?.pinned).toBe(true);
    await pin.click();
    await expect.element(pin).toHaveAttribute("aria-pressed", "false");
  });

  it("says so where the browser does not keep a mark", async () => {
    const { state } = await showTree(" was.");
    const put = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementationOnce(() => {
      throw new DOMException("The disk is full.", "QuotaExceededError");
    });
    await page.getByRole("button", { name: words.pin }).click();
    await expect.poll(() => state().notice).toMatchObject({ code: "storage", detail: "pin_not_kept" });
    put.mockRestore();
  });

  it("shows two texts side by side, with what they do not share marked", async () => {
    await showTree(" is long.");
    await page.getByLabelText(words.compare).selectOptions("is short and sweet.");
    const marked = [...document.querySelectorAll("mark")].map(({ textContent }) => textContent);
    expect(marked).toEqual(["long.", "short and sweet."]);
  });

  it("is not there for a text alone", async () => {
    await (await openHistory()).clear();
    const opened = await openReadyPage();
    await show(<BranchTree prompt="life" model="quotes" shown=" is long." />, opened);
    await expect.element(page.getByRole("heading", { name: words.title })).not.toBeInTheDocument();
  });
});
