import { expect, it } from "vitest";
import { page } from "vitest/browser";
import { button } from "../testing/find.ts";
import { FOREIGN, openPage, openReadyPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { StayButton } from "./stay-button.tsx";

const say = (model: string) => `Stay with ${model}`;

it("goes on with the model that runs, and not to the one that is asked about", async () => {
  const opened = await openReadyPage();
  await show(<StayButton say={say} />, opened);
  await expect.element(page.getByRole("button")).not.toBeInTheDocument();
  void opened.session.choose(FOREIGN);
  await button("Stay with quotes").click();
  expect(opened.state().beside).toBeUndefined();
  await expect.element(page.getByRole("button")).not.toBeInTheDocument();
});

it("is not there where no model runs", async () => {
  const opened = openPage();
  void opened.session.choose(FOREIGN);
  await show(<StayButton say={say} />, opened);
  await expect.element(page.getByRole("button")).not.toBeInTheDocument();
});
