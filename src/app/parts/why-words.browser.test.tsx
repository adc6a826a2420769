import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { fail, succeed } from "../../contract/outcome.ts";
import { resultOf } from "../testing/answers.ts";
import { openPage, openReadyPage, openWrittenPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { en } from "../words/en.ts";
import { enLate } from "../words/en-late.ts";
import WhyWords from "./why-words.tsx";

const TOP = [
  { id: 5, text: " is", logprob: Math.log(0.5) },
  { id: 6, text: " was", logprob: Math.log(0.25) },
];
const TOKENS = [
  { id: 4, text: "life", offset: 0, logprob: null, top: [] },
  { id: 5, text: " is", offset: 4, logprob: Math.log(0.5), top: TOP },
  { id: 7, text: " not", offset: 7, logprob: Math.log(0.02), top: [{ id: 8, text: " so", logprob: Math.log(0.3) }] },
];
const FIGURES = { perplexity: 2, bits_per_byte: 1, tokens: 2, bytes: 11 };

const group = page.getByRole("group", { name: en.sample(1) });
const alternative = (name: string) => page.getByRole("button", { name: enLate.why.take(name) });

describe("WhyWords", () => {
  it("says that nothing was written yet", async () => {
    await show(<WhyWords />, await openReadyPage());
    await expect.element(page.getByText(enLate.noRun)).toBeVisible();
  });

  it("says that there is no model", async () => {
    await show(<WhyWords />, openPage());
    await expect.element(page.getByText(enLate.noModel)).toBeVisible();
  });

  it("asks about what a link brought, too, once, whatever is typed meanwhile", async () => {
    const opened = await openReadyPage();
    const shared = { prompt: "life", parameters: { seed: 3 }, texts: [" is not"] };
    opened.session.store.send({ type: "linked", ...shared, shared });
    await show(<WhyWords />, opened);
    await expect.poll(() => opened.scores.length).toBe(1);
    await opened.scores[0]?.say(TOKENS);
    opened.session.type("something else");
    await group.getByRole("button", { name: /^is/ }).click();
    await alternative("␣was").click();
    expect(opened.scores).toHaveLength(1);
    expect(opened.runs[0]?.request).toMatchObject({
      prompt: "life",
      continued: { text: " was", ids: [6] },
      parameters: { seed: 3 },
    });
  });

  it("shows the text as its tokens come, with what else could have come, and writes on from one", async () => {
    const opened = await openWrittenPage();
    await show(<WhyWords />, opened);
    const [asked] = opened.scores;
    expect(asked?.request).toMatchObject({ text: "life", continued: { text: " is not" }, as_prompt: true });
    await asked?.say(TOKENS.slice(0, 2));
    await expect.element(group.getByRole("button", { name: /^is, 50%/ })).toBeVisible();
    await asked?.say(TOKENS.slice(2));
    asked?.settle(succeed(FIGURES));
    await group.getByRole("button", { name: /^not/ }).click();
    await expect.element(alternative("␣so")).toBeVisible();
    await group.getByRole("button", { name: /^is/ }).click();
    await alternative("␣was").click();
    expect(opened.runs.at(-1)?.request).toMatchObject({
      prompt: "life",
      continued: { text: " was", ids: [6] },
      parameters: { seed: 1 },
    });
    expect(opened.left).toHaveLength(1);
  });

  it("gives up what it asks for when the text is no longer to be seen", async () => {
    const opened = await openWrittenPage();
    const { unmount } = await show(<WhyWords />, opened);
    await expect.poll(() => opened.scores.length).toBe(1);
    await unmount();
    expect(opened.stopped).toEqual([opened.scores[0]?.run]);
  });

  it("says what failed", async () => {
    const opened = await openWrittenPage();
    await show(<WhyWords />, opened);
    opened.scores[0]?.settle(fail("cancelled", "score", {}));
    await expect.element(page.getByRole("alert")).toHaveTextContent("Scoring the text was stopped.");
  });

  it("says so where another model wrote the text", async () => {
    const model = { name: "other", source: { kind: "hub", repo: "owner/other" } } as const;
    await show(<WhyWords />, await openWrittenPage({ ...resultOf("life", " is not"), model }));
    await expect.element(page.getByText(enLate.why.other("quotes"))).toBeVisible();
  });
});
