import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { fail, succeed } from "../../contract/outcome.ts";
import { tokensAsCsv } from "../../contract/token-table.ts";
import { infoOf } from "../testing/answers.ts";
import { button, dialog, factOf } from "../testing/find.ts";
import { OWN, type openPage, openReadyPage, openWrittenPage } from "../testing/page.ts";
import { figuresOf, scoredTokens } from "../testing/scored.ts";
import { show } from "../testing/show.tsx";
import { watchDownloads } from "../testing/watch-downloads.ts";
import { en } from "../words/en.ts";
import { enLate } from "../words/en-late.ts";
import SurpriseDialog from "./surprise-dialog.tsx";

const { surprise } = enLate;
const TEXT = "life is not wonderful";
const TOKENS = scoredTokens(TEXT, (word) => (word === "wonderful" ? 1 / 1024 : 0.25));
const box = page.getByRole("textbox", { name: surprise.text });
const map = page.getByRole("group", { name: surprise.map });
const noop = () => undefined;

async function openDialog(opened: ReturnType<typeof openPage>) {
  const drawn = await show(<SurpriseDialog onClose={noop} />, opened);
  await expect.element(dialog(en.footer.surprise)).toBeVisible();
  return drawn;
}

/** Measures the text to its end. */
async function measure(opened: ReturnType<typeof openPage>, perplexity?: number, tokens = TOKENS) {
  await box.fill(TEXT);
  await button(surprise.measure).click();
  const asked = opened.scores.at(-1);
  await asked?.say(tokens);
  asked?.settle(succeed(figuresOf(TEXT, tokens, perplexity)));
  await expect.element(page.getByText(surprise.done(en.tokens(tokens.length)))).toBeVisible();
}

describe("SurpriseDialog", () => {
  it("starts with the text that is shown, else with none", async () => {
    const { unmount } = await openDialog(await openWrittenPage());
    await expect.element(box).toHaveValue("life is not");
    await unmount();
    await openDialog(await openReadyPage());
    await expect.element(box).toHaveValue("");
  });

  it("shows the tokens as they are scored, then the figures", async () => {
    const opened = await openReadyPage();
    await openDialog(opened);
    await box.fill(TEXT);
    expect(opened.scores).toHaveLength(0);
    await button(surprise.measure).click();
    const [asked] = opened.scores;
    expect(asked?.request).toEqual({ text: TEXT, top_logprobs: 10 });
    await asked?.say(TOKENS.slice(0, 2));
    await expect.element(map.getByRole("button", { name: /^is,/ })).toBeVisible();
    await expect.element(page.getByRole("status")).toHaveTextContent(enLate.why.working);
    await asked?.say(TOKENS.slice(2));
    asked?.settle(succeed(figuresOf(TEXT, TOKENS)));
    await expect.element(page.getByRole("status")).toHaveTextContent(surprise.done(en.tokens(4)));
    expect(factOf(enLate.consent.name)).toBe("quotes, q8");
    expect(factOf(enLate.report.perplexity)).toBe("20");
    expect(factOf(surprise.bitsPerByte)).toBe("1.5");
    expect(factOf(enLate.facts.length)).toBe("4");
    expect(map.element().textContent).toBe(TEXT);
  });

  it("leads from a surprising word to its token, and shows what the model expected there", async () => {
    const opened = await openReadyPage();
    await openDialog(opened);
    await measure(opened);
    await page.getByRole("button", { name: `wonderful ${surprise.bits("10.0")}` }).click();
    await expect.element(map.getByRole("button", { name: /^wonderful,/ })).toHaveFocus();
    await expect.element(map.getByRole("button", { name: /^wonderful,/ })).toHaveAttribute("aria-pressed", "true");
    await expect.element(page.getByRole("heading", { name: enLate.alternatives("␣wonderful") })).toBeVisible();
    await expect.element(page.getByText("␣else")).toBeVisible();
    await map.getByRole("button", { name: /^wonderful,/ }).click();
    await expect.element(page.getByText("␣else")).not.toBeInTheDocument();
  });

  it("hands the tokens over as CSV and as JSON", async () => {
    const downloads = watchDownloads();
    const opened = await openReadyPage();
    await openDialog(opened);
    await measure(opened);
    await button(surprise.csv).click();
    await button(surprise.json).click();
    const [csv, json] = await downloads();
    expect(csv).toEqual(["surprise.csv", tokensAsCsv(TOKENS)]);
    expect(json?.[0]).toBe("surprise.json");
    expect(JSON.parse(json?.[1] ?? "")).toMatchObject({ perplexity: 20, text: TEXT, model: { name: "quotes" } });
  });

  it("stops, keeps what was scored until then, and says so", async () => {
    const opened = await openReadyPage();
    await openDialog(opened);
    await box.fill(TEXT);
    await button(surprise.measure).click();
    await opened.scores[0]?.say(TOKENS.slice(0, 2));
    await button(en.stop).click();
    expect(opened.stopped).toEqual([opened.scores[0]?.run]);
    opened.scores[0]?.settle(fail("cancelled", "score", {}));
    await expect.element(page.getByRole("alert")).toHaveTextContent("Scoring the text was stopped.");
    await expect.element(map.getByRole("button", { name: /^is,/ })).toBeVisible();
    await expect.element(button(surprise.csv)).not.toBeInTheDocument();
  });

  it("says what failed, as of a text of one token that nothing stands before", async () => {
    const opened = await openReadyPage();
    await openDialog(opened);
    await box.fill("a");
    await button(surprise.measure).click();
    opened.scores[0]?.settle(fail("bad_request", "nothing_to_score", {}, { subject: "text" }));
    await expect.element(page.getByRole("alert")).toHaveTextContent("Give a text of at least two tokens");
  });

  it("says that a text longer than the context is read in windows, and a shorter one is not", async () => {
    const opened = await openReadyPage({ maxPositions: 3 });
    const { unmount } = await openDialog(opened);
    await measure(opened);
    await expect.element(page.getByText(surprise.windows(3, 1))).toBeVisible();
    await unmount();
    const other = await openReadyPage({ maxPositions: 4 });
    await openDialog(other);
    await measure(other);
    await expect.element(page.getByText(surprise.windows(4, 2))).not.toBeInTheDocument();
  });

  it("still has text and result when it is opened again, and compares with another model", async () => {
    const opened = await openReadyPage();
    const { unmount } = await openDialog(opened);
    await measure(opened);
    await button(surprise.keep).click();
    await expect.element(page.getByText(surprise.kept("quotes, q8", "20"))).toBeVisible();
    await unmount();
    opened.session.store.send({
      type: "thread",
      status: { kind: "improved", info: { ...infoOf(OWN), name: "other" } },
    });
    await openDialog(opened);
    await expect.element(box).toHaveValue(TEXT);
    expect(factOf(enLate.report.perplexity)).toBe("20");
    const less = scoredTokens(TEXT, (word) => (word === "wonderful" ? 0.25 : 1 / 16));
    await measure(opened, 8, less);
    await page.getByRole("radio", { name: surprise.byDifference("quotes") }).click();
    await expect.element(map.getByRole("button", { name: surprise.fewer("8.0") })).toHaveClass(/less-2/);
    await expect.element(map.getByRole("button", { name: /^is,/ })).toHaveClass(/level-2/);
    await expect.element(page.getByRole("list", { name: surprise.differences })).toBeVisible();
    await button(surprise.forget).click();
    await expect.element(page.getByRole("radio", { name: surprise.byDifference("quotes") })).not.toBeInTheDocument();
    await expect.element(page.getByRole("list", { name: enLate.why.legend })).toBeVisible();
  });
});
