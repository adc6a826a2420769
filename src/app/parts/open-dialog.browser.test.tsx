import { afterEach, describe, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { button } from "../testing/find.ts";
import { FOREIGN, openPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { en } from "../words/en.ts";
import { enLate } from "../words/en-late.ts";
import OpenDialog from "./open-dialog.tsx";

const { opening } = enLate;
const close = vi.fn();
afterEach(() => close.mockReset());

async function showDialog() {
  const opened = openPage();
  const asked: unknown[] = [];
  const { describe: look } = opened.session.engine;
  opened.session.engine.describe = (source) => {
    asked.push(source);
    return look(source);
  };
  await show(<OpenDialog onClose={close} />, opened);
  return { ...opened, sources: asked };
}
const field = page.getByRole("textbox", { name: opening.repo });

describe("OpenDialog", () => {
  it("looks up a repository by Enter, and closes", async () => {
    const { sources } = await showDialog();
    await field.fill("owner/name");
    await userEvent.keyboard("{Enter}");
    await expect.poll(() => sources).toEqual([FOREIGN]);
    expect(close).toHaveBeenCalledOnce();
  });

  it("says in an alert what is wrong with a name, stays open, and takes it once it is right", async () => {
    const { sources } = await showDialog();
    await expect.element(field).toHaveAccessibleDescription(opening.repoAbout);
    await field.fill("not a name");
    await button(opening.look).click();
    await expect.element(page.getByRole("alert")).toBeVisible();
    await expect.element(field).toHaveAttribute("aria-invalid", "true");
    expect([sources, close.mock.calls]).toEqual([[], []]);
    await field.fill("owner/name");
    await button(opening.look).click();
    expect(sources).toEqual([FOREIGN]);
  });

  it("opens chosen files as one model", async () => {
    const { sources } = await showDialog();
    const files = [new File(["{}"], "config.json"), new File(["x"], "model.safetensors")];
    await page.getByLabelText(opening.chooseFiles).upload(files);
    await expect
      .poll(() => sources)
      .toMatchObject([{ kind: "files", files: [{ path: "config.json" }, { path: "model.safetensors" }] }]);
    expect(close).toHaveBeenCalledOnce();
  });

  it("unpacks a chosen zip", async () => {
    const { zips } = await showDialog();
    await page.getByLabelText(opening.chooseFiles).upload(new File(["x"], "model.zip"));
    await expect.poll(() => zips.map(({ file }) => file)).toEqual(["model.zip"]);
  });

  it("offers the way back only from a foreign model", async () => {
    const { session } = await showDialog();
    await expect.element(button(en.ownModel)).not.toBeInTheDocument();
    void session.open({ source: FOREIGN });
    await expect.element(button(en.ownModel)).toBeVisible();
  });
});
