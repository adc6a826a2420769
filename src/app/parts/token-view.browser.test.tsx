import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { button } from "../testing/find.ts";
import { openPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { SessionContext } from "../use-page.ts";
import { enLate } from "../words/en-late.ts";
import TokenView from "./token-view.tsx";

const DETAILS = [
  {
    id: 1,
    text: " is",
    logprob: Math.log(0.5),
    offset: 0,
    top: [
      { id: 1, text: " is", logprob: Math.log(0.5) },
      { id: 2, text: " was", logprob: Math.log(0.25) },
    ],
  },
  { id: 3, text: "\n", logprob: Math.log(0.25), offset: 3, top: [{ id: 4, text: "!", logprob: Math.log(0.75) }] },
  { id: 5, text: "", bytes: [0xf0, 0x9f], logprob: -1, offset: 4, top: [] },
  { id: 0, text: "<|endoftext|>", special: true as const, logprob: -1, offset: 4, top: [] },
];

const showTokens = () => show(<TokenView details={DETAILS} />, openPage());
const focused = () => document.activeElement?.textContent;

describe("TokenView", () => {
  it("writes spaces, line breaks, bytes and the end as signs, and says how likely each was", async () => {
    await showTokens();
    const tokens = page.getByRole("list").getByRole("button");
    expect(tokens.elements().map((one) => one.textContent)).toEqual(["␣is", "⏎", "F0 9F", "∎"]);
    await expect.element(button("␣is")).toHaveAttribute("title", enLate.tokenChance("50%"));
  });

  it("shows what else was considered when a token is pressed, and hides it when it is pressed again", async () => {
    await showTokens();
    await button("␣is").click();
    await expect.element(button("␣is")).toHaveAttribute("aria-pressed", "true");
    await expect.element(page.getByRole("heading", { name: enLate.alternatives("␣is") })).toBeVisible();
    await expect.element(page.getByRole("meter", { name: "␣was" })).toHaveAttribute("value", "0.25");
    await button("␣is").click();
    await expect.element(page.getByRole("meter", { name: "␣was" })).not.toBeInTheDocument();
  });

  it("lists the token itself where it is not among the likeliest", async () => {
    await showTokens();
    await button("⏎").click();
    await expect.element(page.getByRole("meter", { name: "⏎" })).toHaveAttribute("value", "0.25");
  });

  it("is one stop of the Tab key, with arrows, Home and End inside it", async () => {
    await showTokens();
    const reached = [];
    for (const key of [
      "{Tab}",
      "{ArrowRight}",
      "{ArrowDown}",
      "{ArrowLeft}",
      "{End}",
      "{ArrowRight}",
      "{Home}",
      "{ArrowUp}",
    ]) {
      await userEvent.keyboard(key);
      reached.push(focused());
    }
    expect(reached).toEqual(["␣is", "⏎", "F0 9F", "⏎", "∎", "∎", "␣is", "␣is"]);
    await userEvent.keyboard("{Tab}");
    expect(page.getByRole("list").element().contains(document.activeElement)).toBe(false);
  });

  it("can be reached where there are fewer tokens by now than the one that had the focus", async () => {
    const opened = openPage();
    const { rerender } = await show(<TokenView details={DETAILS} />, opened);
    await userEvent.keyboard("{Tab}{End}");
    expect(focused()).toBe("∎");
    await rerender(
      <SessionContext value={opened.session}>
        <TokenView details={DETAILS.slice(0, 2)} />
      </SessionContext>,
    );
    expect(page.getByRole("list").element().querySelectorAll("[tabindex='0']")).toHaveLength(1);
  });

  it("goes left to the next token where text runs from right to left", async () => {
    document.documentElement.dir = "rtl";
    const details = ["א", "ב"].map((text, id) => ({ id, text, logprob: -1, offset: id, top: [] }));
    await show(<TokenView details={details} />, openPage());
    await userEvent.keyboard("{Tab}{ArrowLeft}");
    expect(focused()).toBe("ב");
    document.documentElement.removeAttribute("dir");
  });
});
