import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { measurerOf, TOKENS_DRAWN } from "../measured-text.ts";
import { infoOf } from "../testing/answers.ts";
import { button } from "../testing/find.ts";
import { OWN, openPage } from "../testing/page.ts";
import { figuresOf, scoredTokens } from "../testing/scored.ts";
import { show } from "../testing/show.tsx";
import { enLate } from "../words/en-late.ts";
import { SurpriseResult } from "./surprise-result.tsx";

const { surprise } = enLate;
const map = page.getByRole("group", { name: surprise.map });
const by = measurerOf(infoOf(OWN));

describe("SurpriseResult", () => {
  it("colours by token, or by the mean of each word", async () => {
    const text = "so wonder";
    const token = { id: 0, top: [] };
    const tokens = [
      { ...token, text: "so", offset: 0, logprob: Math.log(0.6) },
      { ...token, text: " won", offset: 2, logprob: Math.log(0.001) },
      { ...token, text: "der", offset: 6, logprob: Math.log(0.9) },
    ];
    await show(
      <SurpriseResult kept={undefined} measured={{ text, by, tokens, result: figuresOf(text, tokens) }} />,
      openPage(),
    );
    const levels = () =>
      map
        .getByRole("button")
        .elements()
        .map(({ className }) => /level-\d/.exec(className)?.[0]);
    expect(levels()).toEqual(["level-0", "level-4", "level-0"]);
    await page.getByRole("radio", { name: surprise.byWord }).click();
    await expect.poll(levels).toEqual(["level-0", "level-3", "level-3"]);
    await expect.element(page.getByText(surprise.byWordAbout)).toBeVisible();
    await expect.element(map.getByRole("button", { name: surprise.wordChance("3%") }).first()).toBeVisible();
  });

  it("shows a very long text in parts, each with its own tokens and text alone", async () => {
    const text = Array.from({ length: TOKENS_DRAWN + 2 }, (_, i) => `w${i}`).join(" ");
    const tokens = scoredTokens(text);
    await show(
      <SurpriseResult kept={undefined} measured={{ text, by, tokens, result: figuresOf(text, tokens) }} />,
      openPage(),
    );
    expect(map.getByRole("button").elements()).toHaveLength(TOKENS_DRAWN);
    expect(map.element().textContent).toBe(text.slice(0, tokens[TOKENS_DRAWN]?.offset));
    await expect.element(button(surprise.previous)).toHaveAttribute("aria-disabled", "true");
    await button(surprise.next).click();
    await expect.element(page.getByText(surprise.part(2, 2))).toBeVisible();
    expect(map.element().textContent).toBe(` w${TOKENS_DRAWN} w${TOKENS_DRAWN + 1}`);
    expect(map.element().querySelectorAll("[tabindex='0']")).toHaveLength(1);
    await expect.element(button(surprise.next)).toHaveAttribute("aria-disabled", "true");
  });

  it("has what was not scored yet as plain text behind the rest", async () => {
    const text = "life is not";
    await show(
      <SurpriseResult kept={undefined} measured={{ text, by, tokens: scoredTokens(text).slice(0, 1) }} />,
      openPage(),
    );
    expect(map.element().textContent).toBe(text);
    expect(map.getByRole("button").elements()).toHaveLength(1);
    await expect.element(page.getByText(surprise.part(1, 1))).not.toBeInTheDocument();
  });
});
