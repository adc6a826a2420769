import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import type { TokenAlternative } from "../../contract/token-detail.ts";
import { button } from "../testing/find.ts";
import { openPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { enLate } from "../words/en-late.ts";
import { TokenChoices } from "./token-choices.tsx";

const TOP = [
  { id: 1, text: " is", logprob: Math.log(0.5) },
  { id: 2, text: " was", logprob: Math.log(0.25) },
  { id: 3, text: "</s>", special: true as const, logprob: Math.log(0.1) },
];
const token = { id: 9, text: " wäre", logprob: Math.log(0.01), offset: 4, top: TOP };

async function showChoices(of = token, isReadOnly = false) {
  const taken: TokenAlternative[] = [];
  await show(<TokenChoices token={of} onTake={isReadOnly ? undefined : (one) => void taken.push(one)} />, openPage());
  return taken;
}

const take = (name: string, share: string) => `${enLate.why.take(name)}, ${enLate.tokenChance(share)}`;

describe("TokenChoices", () => {
  it("lists what else could have come, the token itself at the end, and goes on with one that is pressed", async () => {
    const taken = await showChoices();
    const names = page
      .getByRole("meter")
      .elements()
      .map((one) => one.getAttribute("aria-label"));
    expect(names).toEqual(["␣is", "␣was", "∎", "␣wäre"]);
    await button(take("␣was", "25%")).click();
    expect(taken).toEqual([TOP[1]]);
  });

  it("has no button for the token that stands there, and none for the end", async () => {
    await showChoices({ ...token, id: 1 });
    expect(page.getByRole("button").elements()).toHaveLength(1);
    await expect.element(page.getByRole("meter", { name: "␣wäre" })).not.toBeInTheDocument();
  });

  it("is only to be read where nothing can be written", async () => {
    await showChoices(token, true);
    expect(page.getByRole("button").elements()).toEqual([]);
  });

  it("says so where nothing stands before the token", async () => {
    await show(<TokenChoices token={{ ...token, logprob: null, top: [] }} />, openPage());
    await expect.element(page.getByText(enLate.why.nothingBefore)).toBeVisible();
  });
});
