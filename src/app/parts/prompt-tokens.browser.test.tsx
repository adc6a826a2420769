import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { fail, succeed } from "../../contract/outcome.ts";
import { openReadyPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { en } from "../words/en.ts";
import { enLate } from "../words/en-late.ts";
import { TokenCount } from "./token-count.tsx";

const words = enLate.promptTokens;
const list = page.getByRole("list", { name: words.list });
const counter = page.getByTestId("tokens");

/** A page on which the tokens of a prompt are shown. */
async function openTokens(prompt: string) {
  const opened = await openReadyPage();
  await show(<TokenCount />, opened);
  opened.session.type(prompt);
  await counter.click();
  await expect.poll(() => opened.tokenized.length).toBe(1);
  return opened;
}

describe("PromptTokens", () => {
  it("asks for nothing before the count was pressed, then shows each token with its id, until it is pressed again", async () => {
    const opened = await openReadyPage();
    await show(<TokenCount />, opened);
    opened.session.type("life is");
    await expect.element(counter).toHaveAttribute("aria-expanded", "false");
    expect(opened.tokenized).toEqual([]);
    await counter.click();
    await expect.poll(() => opened.tokenized.length).toBe(1);
    const tokens = [
      { id: 5, text: "life" },
      { id: 318, text: " is" },
    ];
    opened.tokenized[0]?.settle(succeed({ count: 2, dropped: 0, tokens }));
    await expect.element(list).toHaveTextContent("life5␣is318");
    await counter.click();
    await expect.element(list).not.toBeInTheDocument();
    await expect.element(counter).toHaveTextContent(en.tokens(7));
  });

  it("follows what is typed, with the lengths of the form, and takes no late answer", async () => {
    const opened = await openTokens("life");
    opened.session.store.send({ type: "parameters", parameters: { max_new_tokens: 9, top_p: 0.5 } });
    opened.session.type("so");
    await expect.poll(() => opened.tokenized.length).toBe(2);
    expect(opened.tokenized[1]).toMatchObject({ prompt: "so", parameters: { max_new_tokens: 9 } });
    expect(opened.tokenized[1]?.parameters).not.toHaveProperty("top_p");
    opened.tokenized[1]?.settle(succeed({ count: 1, dropped: 0, tokens: [{ id: 8, text: "so" }] }));
    await expect.element(list).toHaveTextContent("so8");
    opened.tokenized[0]?.settle(succeed({ count: 1, dropped: 0, tokens: [{ id: 5, text: "life" }] }));
    await expect.element(list).toHaveTextContent("so8");
  });

  it("strikes through what the context leaves out, and says what is not shown", async () => {
    const opened = await openTokens("life");
    const tokens = ["b", "c", "d"].map((text, id) => ({ id, text }));
    opened.tokenized[0]?.settle(succeed({ count: 1003, dropped: 1001, tokens }));
    await expect.element(page.getByText(words.dropped(1001))).toBeVisible();
    await expect.element(page.getByText(words.hidden(1000))).toBeVisible();
    expect([...list.element().querySelectorAll("s")].map(({ textContent }) => textContent)).toEqual(["b"]);
  });

  it("says what failed", async () => {
    const opened = await openTokens("life");
    opened.tokenized[0]?.settle(fail("not_loaded", "none", {}));
    await expect.element(page.getByRole("alert")).toHaveTextContent("No model is loaded.");
  });
});
