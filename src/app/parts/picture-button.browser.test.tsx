import { expect, it } from "vitest";
import { page } from "vitest/browser";
import { button, dialog } from "../testing/find.ts";
import { openWrittenPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { en } from "../words/en.ts";
import { enLate } from "../words/en-late.ts";
import { PictureButton } from "./picture-button.tsx";

it("says so in its place where the dialog's script does not come, and opens it at the next try", async () => {
  const scripts = [Promise.reject(new TypeError("Failed to fetch")), import("./picture-dialog.tsx")];
  for (const script of scripts) script.catch(() => undefined);
  const load = () => scripts.shift() ?? import("./picture-dialog.tsx");
  await show(<PictureButton load={load} />, await openWrittenPage());
  await button(enLate.sharing.picture).click();
  await expect.element(page.getByRole("alert")).toHaveTextContent(en.partMissing);
  await button(enLate.sharing.picture).click();
  await expect.element(dialog(enLate.picture.title)).toBeVisible();
  await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
});
