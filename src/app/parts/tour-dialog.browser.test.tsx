import { describe, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { GenerateResult } from "../../contract/generate-result.ts";
import { fail, succeed } from "../../contract/outcome.ts";
import type { NextScores } from "../../contract/text-results.ts";
import type { TokenDetail } from "../../contract/token-detail.ts";
import { infoOf, offerOf, resultOf } from "../testing/answers.ts";
import { button, dialog } from "../testing/find.ts";
import { OWN, openPage, openReadyPage, settle } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { enLate } from "../words/en-late.ts";
import { en } from "../words/en.ts";
import TourDialog from "./tour-dialog.tsx";

const { tour } = enLate;
const bars = page.getByRole("list", { name: tour.bars });
const slider = (name: string) => page.getByRole("slider", { name, exact: true });
const noop = () => undefined;

/** Twelve tokens, each half as probable as the one before. */
const LOGITS = Float32Array.from({ length: 12 }, (_, id) => -id * Math.LN2);
const TOP = Array.from({ length: 10 }, (_, id) => ({ id, text: ` t${id}`, logprob: -id }));
const NEXT: NextScores = { logits: LOGITS, top: TOP };

const percents = () => [...bars.element().children].map(({ lastChild }) => lastChild?.textContent);

const detailOf = (text: string, logprob = Math.log(0.5)): TokenDetail => ({
  id: text.length,
  text,
  logprob,
  offset: 0,
  top: [
    { id: text.length, text, logprob },
    { id: 99, text: " other", logprob: Math.log(0.25) },
  ],
});

/** What a search found: a text for each list of log-probabilities, best first. */
function found(...texts: readonly (readonly number[])[]): GenerateResult {
  const samples = texts.map((logprobs, i) => ({
    prompt: 0,
    text: ` beam${i}`,
    token_ids: [1],
    finish_reason: "length" as const,
    details: logprobs.map((logprob) => detailOf("x", logprob)),
  }));
  return { ...resultOf("life is", ""), samples };
}

/** The tour on a page whose prompt is typed, at a step from 1 on. */
async function openTour(step = 1, more: Parameters<typeof openReadyPage>[0] = {}, prompt = "life is") {
  const opened = await openReadyPage(more);
  opened.session.type(prompt);
  const onClose = vi.fn();
  await show(<TourDialog onClose={onClose} />, opened);
  await expect.poll(() => opened.nexts.length).toBe(1);
  opened.nexts[0]?.settle(succeed(NEXT));
  for (let i = 1; i < step; i++) await button(tour.next).click();
  await expect.element(page.getByText(tour.step(step, 6))).toBeVisible();
  return { ...opened, onClose };
}

describe("TourDialog", () => {
  it("says that it waits for the model, shows what the load asks, and begins with it", async () => {
    const opened = openPage();
    void opened.session.open({ source: OWN });
    await show(<TourDialog onClose={noop} />, opened);
    await expect.element(dialog(en.footer.tour)).toHaveTextContent(tour.needsModel);
    await expect.element(page.getByRole("status")).toHaveTextContent(en.status.looking);
    opened.described[0]?.settle(fail("internal", "error", { reason: "no line" }));
    await expect.element(button(en.tryAgain)).toBeVisible();
    await button(en.tryAgain).click();
    opened.described[1]?.settle(succeed(offerOf(OWN)));
    await settle();
    opened.loads[0]?.settle(succeed(infoOf(OWN)));
    await expect.element(page.getByRole("heading", { name: tour.tokens.title })).toBeVisible();
  });

  it("goes on and back by buttons that keep the focus, says each step, and closes at its end", async () => {
    const { onClose } = await openTour();
    const status = page.getByRole("status").first();
    await expect.element(button(tour.back)).toHaveAttribute("aria-disabled", "true");
    button(tour.back).element().focus();
    await userEvent.keyboard("{Enter}");
    await expect.element(status).toHaveTextContent(tour.step(1, 6));
    await button(tour.next).click();
    await expect.element(status).toHaveTextContent(tour.chances.about("300"));
    await button(tour.back).click();
    await expect.element(status).toHaveTextContent(tour.tokens.title);
    const titles = [tour.chances, tour.temperature, tour.cutoffs, tour.draw, tour.beams];
    button(tour.next).element().focus();
    for (const { title } of titles) {
      await userEvent.keyboard("{Enter}");
      await expect.element(status).toHaveTextContent(title);
    }
    await expect.element(button(tour.done)).toHaveFocus();
    expect(onClose).not.toHaveBeenCalled();
    await userEvent.keyboard("{Enter}");
    expect(onClose).toHaveBeenCalledOnce();
  });

  it("cuts the form's prompt into tokens, and asks anew of what is typed", async () => {
    const opened = await openTour(1, { maxPositions: 14 });
    const box = page.getByRole("textbox", { name: enLate.surprise.text });
    await expect.element(box).toHaveValue("life is");
    expect(opened.nexts[0]).toMatchObject({ prompt: "life is", truncate: 2 });
    const tokens = ["a", "b", "c"].map((text, id) => ({ id, text }));
    opened.tokenized.at(-1)?.settle(succeed({ count: 3, dropped: 0, tokens }));
    const list = page.getByRole("list", { name: enLate.promptTokens.list });
    await expect.element(list).toHaveTextContent("a0b1c2");
    await expect.element(page.getByText(enLate.promptTokens.dropped(1))).toBeVisible();
    await box.fill("love");
    await expect.poll(() => opened.nexts.length).toBe(2);
    expect(opened.nexts[1]).toMatchObject({ prompt: "love" });
    expect(opened.stopped).toContain(opened.nexts[0]?.run);
    await button(tour.next).click();
    await expect.element(page.getByText(enLate.why.working)).toBeVisible();
    opened.nexts[1]?.settle(fail("bad_request", "nothing_before", {}, { subject: "prompt" }));
    await expect.element(page.getByRole("alert")).toBeVisible();
    await expect.element(page.getByText(enLate.why.working)).not.toBeInTheDocument();
  });

  it("takes the first example where the form is empty, and asks for a text where the box is", async () => {
    const opened = await openTour(1, {}, "");
    expect(opened.nexts[0]?.prompt).toBe("life is not");
    await page.getByRole("textbox", { name: enLate.surprise.text }).fill("");
    await button(tour.next).click();
    await expect.element(page.getByText(enLate.surprise.empty)).toBeVisible();
    expect(opened.nexts).toHaveLength(1);
  });

  it("shows the model's own probabilities, and the others as one bar", async () => {
    await openTour(2);
    await expect.element(bars.getByRole("meter", { name: "␣t0" })).toBeVisible();
    expect(percents().slice(0, 3)).toEqual(["50%", "25%", "13%"]);
    expect(percents()).toHaveLength(11);
    expect(percents()[10]).toBe("0.073%");
    const values = [...bars.element().querySelectorAll("meter")].map(({ value }) => value);
    expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1);
  });

  it("moves the bars with the temperature, and asks the engine for nothing", async () => {
    const opened = await openTour(3);
    await expect.element(slider(tour.temperature.title)).toHaveValue("1");
    await slider(tour.temperature.title).fill("0.5");
    // At half the temperature each token is a quarter as probable as the one before.
    expect(percents().slice(0, 3)).toEqual(["75%", "19%", "4.7%"]);
    expect([opened.nexts.length, opened.runs.length, opened.scores.length]).toEqual([1, 0, 0]);
  });

  it("leaves out what top_k and top_p leave out, and says how many are left", async () => {
    await openTour(4, { defaults: { top_k: 4, top_p: 1 } });
    expect(percents().slice(0, 5)).toEqual(["53%", "27%", "13%", "6.7%", tour.out]);
    await expect.element(page.getByText(tour.cutoffs.kept("4", "12"))).toBeVisible();
    await slider("top_p").fill("0.75");
    expect(percents().slice(0, 3)).toEqual(["67%", "33%", tour.out]);
    await slider("top_k").fill("9");
    await slider("top_p").fill("1");
    await expect.element(page.getByText(tour.cutoffs.kept("12", "12"))).toBeVisible();
    await expect.element(slider("top_k")).toHaveAttribute("aria-valuetext", enLate.off);
  });

  it("draws a token with each press, and the same ones again with the same seed", async () => {
    const opened = await openTour(5, { defaults: { temperature: 0.8, seed: 7 } });
    const [run] = opened.runs;
    expect(run?.request).toMatchObject({
      prompt: "life is",
      parameters: { seed: 7, temperature: 0.8, do_sample: true },
    });
    const text = page.getByText("life is", { exact: false }).last();
    await expect.element(button(tour.draw.draw)).toHaveAttribute("aria-disabled", "true");
    await run?.emit({ sample: 0, tokens: 1, text: " not", detail: detailOf(" not") });
    await expect.element(bars).toHaveTextContent("␣not50%␣other25%all others25%");
    await button(tour.draw.draw).click();
    await expect.element(page.getByRole("status").nth(1)).toHaveTextContent(/␣not.*50%/);
    await expect.element(text).toHaveTextContent("life is not");
    await run?.emit({ sample: 0, tokens: 2, text: "", detail: { ...detailOf("<end>"), special: true } });
    const [sample] = resultOf("life is", " not").samples;
    const end = {
      ...resultOf("life is", " not"),
      samples: sample ? [{ ...sample, finish_reason: "eos" as const }] : [],
    };
    run?.settle(succeed(end));
    await button(tour.draw.draw).click();
    await expect.element(page.getByRole("status").nth(1)).toHaveTextContent(tour.draw.ended);
    await button(tour.draw.again).click();
    await button(tour.draw.draw).click();
    await expect.element(text).toHaveTextContent("life is not");
    expect(opened.runs).toHaveLength(1);
    await button(tour.draw.other).click();
    expect(opened.runs[1]?.request.parameters?.seed).toBe(8);
    await expect.element(page.getByText(tour.draw.seed("8"))).toBeVisible();
    await expect.element(text).toHaveTextContent("life is …");
  });

  it("sets beams beside the likeliest tokens, and says which came to more", async () => {
    const opened = await openTour(6);
    const [drawing, search, greedy] = opened.runs;
    expect(opened.stopped).toContain(drawing?.run);
    expect([search, greedy].map((run) => run?.request.parameters?.num_beams)).toEqual([4, 1]);
    search?.settle(succeed(found([-1], [-2])));
    greedy?.settle(succeed(found([-1])));
    await expect.element(page.getByText(tour.beams.verdicts.same)).toBeVisible();
    await expect.element(page.getByRole("row", { name: / beam1/ })).toHaveTextContent("-2.0014%");
    await button(tour.beams.longer).click();
    expect(opened.runs[3]?.request.parameters?.max_new_tokens).toBe(2);
    await expect.element(page.getByText(tour.beams.verdicts.same)).not.toBeInTheDocument();
    opened.runs[3]?.settle(succeed(found([-1, -1], [-1.5, -1])));
    opened.runs[4]?.settle(succeed(found([-0.5, -3])));
    await expect.element(page.getByText(tour.beams.verdicts.better)).toBeVisible();
    await slider(tour.beams.beams).fill("3");
    expect(opened.runs.at(-1)?.request.parameters?.num_beams).toBe(3);
    opened.runs.at(-1)?.settle(succeed(found([-2, -2])));
    await expect.element(page.getByText(tour.beams.verdicts.worse)).toBeVisible();
  });

  it("takes the settings into the form when that is pressed, and not before", async () => {
    const opened = await openTour(3);
    await slider(tour.temperature.title).fill("0.4");
    for (let i = 0; i < 3; i++) await button(tour.next).click();
    expect(opened.state().parameters).toEqual({});
    await button(tour.use.drawing).click();
    expect(opened.state().parameters).toEqual({ do_sample: true, num_beams: 1, temperature: 0.4, top_k: 50, top_p: 1 });
    await expect.element(page.getByText(tour.use.done)).toBeVisible();
    await button(tour.use.beams("4")).click();
    expect(opened.state().parameters).toMatchObject({ do_sample: false, num_beams: 4 });
  });
});
