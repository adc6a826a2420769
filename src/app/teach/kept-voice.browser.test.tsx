import { expect, it } from "vitest";
import { page } from "vitest/browser";
import { fakeTrainer } from "../testing/fake-trainer.ts";
import { button } from "../testing/find.ts";
import { OWN, openReadyPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { watchDownloads } from "../testing/watch-downloads.ts";
import { enTeach as words } from "../words/en-teach.ts";
import { KeptVoice } from "./kept-voice.tsx";

const SEA = { id: "1", name: "My sea", before: 90, after: 31 };

async function showKept(fake = fakeTrainer({ model: { name: "quotes", voices: [SEA], kept: SEA } })) {
  const renamed: true[] = [];
  const start = () => fake.trainer;
  const panel = await show(
    <KeptVoice source={OWN} id="1" onRename={() => renamed.push(true)} start={start} />,
    await openReadyPage(),
  );
  return { ...fake, panel, renamed };
}

it("saves, merges and shares an adapter at any later visit, and ends its thread", async () => {
  const { calls, panel } = await showKept();
  await expect.element(page.getByLabelText(words.name)).toHaveValue("My sea");
  await expect.element(button(`${words.drop} My sea`)).not.toBeInTheDocument();
  const downloads = watchDownloads();
  await button(words.save).click();
  await expect.element(page.getByText(words.saved("My sea.zip"))).toBeInTheDocument();
  await button(words.saveMerged).click();
  await expect.element(page.getByText(words.merged("My sea-merged.zip"))).toBeInTheDocument();
  await button(words.makeLink).click();
  await expect.element(page.getByText(words.smaller("90", "31", "40"))).toBeVisible();
  expect((await downloads()).map(([name]) => name)).toEqual(["My sea.zip", "My sea-merged.zip"]);
  await panel.unmount();
  expect(calls).toEqual(["open models/quotes 1", "save My sea", "merge My sea", "small My sea", "end"]);
});

it("tells of another name", async () => {
  const fake = fakeTrainer({ model: { name: "quotes", voices: [SEA], kept: SEA } });
  fake.trainer.keep = async (name) => ({ ok: true, value: { ...SEA, name } });
  const { renamed } = await showKept(fake);
  for (const name of ["My ocean", "My sea"]) {
    await page.getByLabelText(words.name).fill(name);
    await button(words.rename).click();
    await expect.element(page.getByText(words.isKept(name))).toBeInTheDocument();
  }
  expect(renamed).toEqual([true, true]);
});

it("says that another one was found in its place", async () => {
  const other = { id: "2", name: "Hills" };
  await showKept(fakeTrainer({ model: { name: "quotes", voices: [other], kept: other } }));
  await expect.element(page.getByText(words.unreadable)).toBeVisible();
  await expect.element(button(words.save)).not.toBeInTheDocument();
});
