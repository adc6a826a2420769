import { expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { button } from "../testing/find.ts";
import { openPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { enLate } from "../words/en-late.ts";
import { RepoForm } from "./repo-form.tsx";

const { opening: words } = enLate;

async function showForm() {
  const opened = openPage();
  const chosen = vi.fn();
  await show(<RepoForm onChosen={chosen} />, opened);
  return { ...opened, chosen, field: page.getByRole("textbox", { name: words.repo }) };
}

it("looks a repository up by its name or its address", async () => {
  const { field, state, chosen } = await showForm();
  await field.fill("https://huggingface.co/owner/name");
  await button(words.look).click();
  expect(chosen).toHaveBeenCalledOnce();
  expect(state()).toMatchObject({ isForeign: true, load: { kind: "looking" } });
});

it("says at the field what is wrong with a name, and looks nothing up", async () => {
  const { field, described, chosen } = await showForm();
  await expect.element(field).toHaveAccessibleDescription(words.repoAbout);
  await field.fill("no name at all");
  await button(words.look).click();
  await expect.element(page.getByRole("alert")).toHaveTextContent("no name at all");
  await expect.element(field).toHaveAttribute("aria-invalid", "true");
  expect([described.length, chosen.mock.calls.length]).toEqual([0, 0]);
});
