import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { PromptToken } from "../../contract/token-detail.ts";
import { openPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { enLate } from "../words/en-late.ts";
import { ColouredTokens } from "./coloured-tokens.tsx";

function tokensOf(text: string, probability = 0.3): PromptToken[] {
  return [...text.matchAll(/\s*\S+|\s+$/g)].map(({ 0: part, index }, id) => ({
    id,
    text: part,
    offset: index,
    logprob: Math.log(probability),
    top: [],
  }));
}

const group = page.getByRole("group", { name: "Text 1" });
const tokenButtons = () => group.getByRole("button").elements();

async function showText(text: string, tokens: readonly PromptToken[], more = {}) {
  const chosen: number[] = [];
  const onChoose = (place: number) => void chosen.push(place);
  const props = { label: "Text 1", text, tokens, isWhole: true, chosen: undefined, onChoose, ...more };
  await show(<ColouredTokens {...props} />, openPage());
  return chosen;
}

describe("ColouredTokens", () => {
  it("shows the text as it is, each token a button that says how likely it was", async () => {
    const text = "life  is\nnot, so";
    await showText(text, tokensOf(text));
    expect(group.element().textContent).toBe(text);
    const names = tokenButtons().map((one) => one.getAttribute("aria-label"));
    expect(names).toEqual(["life", "is", "not,", "so"].map((word) => `${word}, ${enLate.tokenChance("30%")}`));
  });

  it("colours by level, and not at all where nothing is known", async () => {
    const levels = [null, 0.9, 0.3, 0.1, 0.02, 0.001].map((probability, id) => ({
      id,
      text: "a",
      offset: id,
      logprob: probability === null ? null : Math.log(probability),
      top: [],
    }));
    await showText("aaaaaa", levels);
    const classes = tokenButtons().map(({ className }) => /level-\d/.exec(className)?.[0]);
    expect(classes).toEqual([undefined, "level-0", "level-1", "level-2", "level-3", "level-4"]);
    await expect.element(group.getByRole("button", { name: enLate.unknownChance })).toBeVisible();
  });

  it("has signs for spaces alone, line breaks, parts of characters and the end, which have no letters to press", async () => {
    const token = { logprob: -1, top: [] };
    const tokens = [
      { ...token, id: 0, text: "\n", offset: 0 },
      { ...token, id: 1, text: "", bytes: [0xf0], offset: 1 },
      { ...token, id: 2, text: "", bytes: [0x9f, 0x98, 0x80], offset: 1 },
      { ...token, id: 3, text: "</s>", special: true as const, offset: 3 },
    ];
    await showText("\n😀", tokens);
    expect(tokenButtons().map(({ textContent }) => textContent)).toEqual(["⏎", "F0", "😀", "∎"]);
  });

  it("shows the prompt as plain text, and tells which token is chosen by its place in the list", async () => {
    const text = "life is not";
    const chosen = await showText(text, tokensOf(text), { plain: 1, chosen: 2 });
    expect(tokenButtons().map(({ textContent }) => textContent)).toEqual(["is", "not"]);
    await expect.element(group.getByRole("button", { name: /^not/ })).toHaveAttribute("aria-pressed", "true");
    await group.getByRole("button", { name: /^is/ }).click();
    expect(chosen).toEqual([1]);
  });

  it("shows what was not scored yet as plain text behind it", async () => {
    const text = "life is not";
    await showText(text, tokensOf(text).slice(0, 2), { isWhole: false });
    expect(tokenButtons().map(({ textContent }) => textContent)).toEqual(["life", "is"]);
    expect(group.element().textContent).toBe(text);
  });

  it("is one stop of the Tab key, with arrows across what is drawn together", async () => {
    const text = Array.from({ length: 70 }, (_, i) => `w${i}`).join(" ");
    const chosen = await showText(text, tokensOf(text));
    await userEvent.keyboard("{Tab}{End}{ArrowLeft}{Enter}");
    expect(document.activeElement?.textContent).toBe("w68");
    await userEvent.keyboard("{Home}{ArrowRight} ");
    expect(chosen).toEqual([68, 1]);
    await userEvent.keyboard("{Tab}");
    expect(group.element().contains(document.activeElement)).toBe(false);
  });
});
