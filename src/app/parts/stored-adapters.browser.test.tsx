import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import type { StoredAdapter } from "../../contract/adapters.ts";
import { fail, succeed } from "../../contract/outcome.ts";
import { button } from "../testing/find.ts";
import { FOREIGN, OWN, openReadyPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { enLate } from "../words/en-late.ts";
import { showDate } from "../words/locale.ts";
import StorageDialog from "./storage-dialog.tsx";

const { voices: words, storage } = enLate;
const POEMS: StoredAdapter = {
  id: `${"d".repeat(64)} b`,
  digest: "d".repeat(64),
  name: "poems",
  base: "quotes",
  bytes: 1_200_000,
  added: 1e12,
};

async function showStored(adapter = POEMS, isRefusing = false) {
  const opened = await openReadyPage();
  let stored: readonly StoredAdapter[] = [adapter];
  const closed: true[] = [];
  opened.engine.storedAdapters = async () => succeed(stored);
  opened.engine.deleteAdapter = async (id) => {
    if (isRefusing) return fail("storage", "lost", {});
    stored = stored.filter((one) => one.id !== id);
    return succeed(undefined);
  };
  await show(<StorageDialog onClose={() => closed.push(true)} />, opened);
  return { ...opened, closed };
}

describe("adapters under Storage", () => {
  it("are named with their model, size and day", async () => {
    await showStored();
    const item = page.getByRole("listitem").filter({ hasText: "poems" });
    await expect.element(item).toHaveTextContent(`${words.of("quotes")} · 1.2 MB · ${showDate(1e12)}`);
  });

  it("are removed after a question, and are not written with any more", async () => {
    const { session, state } = await showStored();
    session.store.send({ type: "voice", voice: { name: "poems", digest: "d".repeat(16), source: OWN } });
    await button(`${storage.delete} poems`).click();
    await expect.element(page.getByText(words.deletes("poems"))).toBeVisible();
    await page.getByRole("button", { name: storage.delete }).last().click();
    await expect.element(page.getByText(storage.deleted("poems"))).toBeVisible();
    await expect.element(page.getByText(words.stored, { exact: true })).not.toBeInTheDocument();
    expect(state().voice).toBe(undefined);
  });

  it("stay where the browser does not let go of them", async () => {
    await showStored(POEMS, true);
    await button(`${storage.delete} poems`).click();
    await page.getByRole("button", { name: storage.delete }).last().click();
    await expect.element(page.getByText(words.stored, { exact: true })).toBeVisible();
  });

  it("are opened with their model, which is loaded where another one is open", async () => {
    const opened = await showStored({ ...POEMS, source: FOREIGN });
    await button(`${storage.open} poems`).click();
    await expect.poll(() => opened.state().voice).toEqual({ name: "poems", digest: POEMS.digest, source: FOREIGN });
    expect([opened.described.at(-1)?.source, opened.closed]).toEqual([FOREIGN, [true]]);
  });

  it("stay written with where the browser does not let go of them", async () => {
    const { session, state } = await showStored(POEMS, true);
    session.store.send({ type: "voice", voice: { name: "poems", digest: "d".repeat(16), source: OWN } });
    await button(`${storage.delete} poems`).click();
    await page.getByRole("button", { name: storage.delete }).last().click();
    await expect.element(button(`${storage.delete} poems`)).toBeEnabled();
    expect(state().voice).toMatchObject({ name: "poems" });
  });

  it("of a model that nobody knows are only deleted", async () => {
    await showStored({ ...POEMS, base: "gone" });
    await expect.element(button(`${storage.delete} poems`)).toBeVisible();
    await expect.element(button(`${storage.open} poems`)).not.toBeInTheDocument();
  });
});
