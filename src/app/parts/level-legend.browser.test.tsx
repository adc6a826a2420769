import { expect, it } from "vitest";
import { page } from "vitest/browser";
import { openPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { enLate } from "../words/en-late.ts";
import { LevelLegend } from "./level-legend.tsx";

it("says what each colour means", async () => {
  await show(<LevelLegend />, openPage());
  const items = page.getByRole("list", { name: enLate.why.legend }).getByRole("listitem");
  const { from, under } = enLate.why;
  expect(items.elements().map(({ textContent }) => textContent)).toEqual([
    ...["50%", "20%", "5%", "1%"].map(from),
    under("1%"),
  ]);
});
