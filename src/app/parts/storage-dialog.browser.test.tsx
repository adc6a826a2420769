import { afterEach, describe, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import type { StoredModel } from "../../contract/model-library.ts";
import { fail, succeed } from "../../contract/outcome.ts";
import { button } from "../testing/find.ts";
import { FOREIGN, openPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { watchDownloads } from "../testing/watch-downloads.ts";
import { enLate } from "../words/en-late.ts";
import { showDate } from "../words/locale.ts";
import StorageDialog from "./storage-dialog.tsx";

const { storage: words } = enLate;
const close = vi.fn();
afterEach(() => close.mockReset());

const HUB: StoredModel = { id: "1", name: "poems", source: FOREIGN, bytes: 2e6, lastUsed: 1e12, complete: true };
const MADE: StoredModel = {
  ...HUB,
  id: "2",
  name: "mine",
  source: { kind: "files", name: "mine", files: [] },
  complete: false,
};

async function showModels(...models: StoredModel[]) {
  const opened = openPage(models);
  await show(<StorageDialog onClose={close} />, opened);
  return opened;
}
const item = (name: string) => page.getByRole("listitem").filter({ hasText: name });
const report = (text: string) => page.getByText(text, { exact: true });

describe("StorageDialog", () => {
  it("says that nothing is kept", async () => {
    await showModels();
    await expect.element(report(words.empty)).toBeVisible();
  });

  it("says of each model how large it is, when it was used, and whether all of it is here", async () => {
    await showModels(HUB, MADE);
    await expect.element(item("poems")).toHaveTextContent(`2.0 MB · ${words.used(showDate(1e12))}`);
    await expect.element(item("poems")).not.toHaveTextContent(words.incomplete);
    await expect.element(item("mine")).toHaveTextContent(words.incomplete);
    await expect.element(item("mine").getByRole("button", { name: words.open })).not.toBeInTheDocument();
  });

  it("names the model in the name of each of its buttons", async () => {
    await showModels(HUB);
    await expect.element(page.getByRole("listitem").getByRole("button")).toHaveLength(4);
    for (const name of [words.open, words.verify, words.export, words.delete]) {
      await expect.element(button(`${name} poems`)).toBeVisible();
    }
  });

  it("opens a model, and closes", async () => {
    const { described } = await showModels(HUB);
    await item("poems").getByRole("button", { name: words.open }).click();
    expect([described.length, close.mock.calls.length]).toEqual([1, 1]);
  });

  it.each([
    [[], words.sound("poems")],
    [["model.onnx"], words.damaged("model.onnx")],
  ])("says that %j of a model is damaged, one action at a time", async (damaged, said) => {
    const { session } = await showModels(HUB);
    const { promise, resolve } = Promise.withResolvers<void>();
    session.engine.verifyStored = async () => {
      await promise;
      return succeed({ damaged });
    };
    await button(`${words.verify} poems`).click();
    await expect.element(report(words.working)).toHaveAttribute("aria-live", "polite");
    await expect.element(button(`${words.export} poems`)).toBeDisabled();
    resolve();
    await expect.element(report(said)).toBeVisible();
    await expect.element(button(`${words.export} poems`)).toBeEnabled();
  });

  it("exports a model to the visitor's downloads, and says under which name", async () => {
    const { session } = await showModels(HUB);
    session.engine.exportStored = async (id) => succeed({ name: `${id}.zip`, bytes: new Blob(["zip"]) });
    const downloads = watchDownloads();
    await button(`${words.export} poems`).click();
    await expect.element(report(words.saved("1.zip"))).toBeVisible();
    expect(await downloads()).toEqual([["1.zip", "zip"]]);
  });

  it("deletes a model once it is confirmed, says so where the focus goes, and warns where it cannot come back", async () => {
    const { session } = await showModels(HUB, MADE);
    let models = [HUB, MADE];
    session.engine.stored = async () => succeed(models);
    session.engine.deleteStored = async (id) => {
      models = models.filter((one) => one.id !== id);
      return succeed(undefined);
    };
    await button(`${words.delete} mine`).click();
    const question = page.getByRole("group", { name: words.deletesMade("mine") });
    await question.getByRole("button", { name: words.delete }).click();
    await expect.element(report(words.deleted("mine"))).toHaveFocus();
    await expect.element(item("mine")).not.toBeInTheDocument();
    await button(`${words.delete} poems`).click();
    await expect.element(page.getByRole("group", { name: words.deletes("poems") })).toBeVisible();
  });

  it("imports a zip, and says why one could not be", async () => {
    const { session } = await showModels();
    session.engine.importStored = async ({ path }) =>
      path === "good.zip" ? succeed({ ...HUB, name: "good" }) : fail("internal", "error", { reason: "Not a zip." });
    await page.getByLabelText(words.import).upload(new File(["x"], "good.zip"));
    await expect.element(report(words.imported("good"))).toBeVisible();
    await page.getByLabelText(words.import).upload(new File(["x"], "bad.zip"));
    await expect.element(report("Not a zip.")).toBeVisible();
  });

  it("says why it cannot list what is kept", async () => {
    const opened = openPage();
    opened.session.engine.stored = async () => fail("internal", "error", { reason: "The storage is closed." });
    await show(<StorageDialog onClose={close} />, opened);
    await expect.element(report("The storage is closed.")).toBeVisible();
  });
});
