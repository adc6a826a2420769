import { expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import type { StoredModel } from "../../contract/model-library.ts";
import { fail, succeed } from "../../contract/outcome.ts";
import { button } from "../testing/find.ts";
import { FOREIGN, openPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { enLate } from "../words/en-late.ts";
import { StoredModelItem } from "./stored-model-item.tsx";

const { storage: words } = enLate;
const MODEL: StoredModel = { id: "1", name: "poems", source: FOREIGN, bytes: 2e6, lastUsed: 1e12, complete: true };

/** A model of the list, and what was done with it and said of it. */
async function showItem(model = MODEL, isBusy = false) {
  const opened = openPage();
  const said: unknown[] = [];
  const listeners = { onOpen: vi.fn(), onDeleted: vi.fn() };
  await show(
    <StoredModelItem
      model={model}
      isBusy={isBusy}
      act={async (work, sayDone) => {
        const outcome = await work();
        said.push(outcome.ok ? sayDone(outcome.value) : outcome.failure.code);
      }}
      {...listeners}
    />,
    opened,
  );
  return { ...opened, ...listeners, said };
}

it("is verified and exported, and says how that ended", async () => {
  const { session, said } = await showItem();
  session.engine.verifyStored = async (id) => succeed({ damaged: [`${id}.onnx`] });
  session.engine.exportStored = async () => fail("storage", "none", {});
  await button(`${words.verify} poems`).click();
  await button(`${words.export} poems`).click();
  await expect.poll(() => said).toEqual([words.damaged("1.onnx"), "storage"]);
});

it("is opened", async () => {
  const { described, onOpen } = await showItem();
  await button(`${words.open} poems`).click();
  expect([described.length, onOpen.mock.calls.length]).toEqual([1, 1]);
});

it("is not opened where a part of it is missing, and says so", async () => {
  await showItem({ ...MODEL, complete: false });
  await expect.element(page.getByText(words.incomplete)).toBeVisible();
  await expect.element(button(`${words.open} poems`)).not.toBeInTheDocument();
});

it("is deleted once that is confirmed, and says so before the focus goes elsewhere", async () => {
  const { session, said, onDeleted } = await showItem();
  session.engine.deleteStored = async () => succeed(undefined);
  await button(`${words.delete} poems`).click();
  expect(onDeleted).not.toHaveBeenCalled();
  await page.getByRole("group").getByRole("button", { name: words.delete }).click();
  await expect.poll(() => onDeleted.mock.calls.length).toBe(1);
  expect(said).toEqual([words.deleted("poems")]);
});

it("has nothing to press while something is done", async () => {
  await showItem(MODEL, true);
  for (const one of page.getByRole("button").all()) await expect.element(one).toBeDisabled();
});
