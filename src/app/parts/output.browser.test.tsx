import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { fail, succeed } from "../../contract/outcome.ts";
import { infoOf, offerOf, resultOf } from "../testing/answers.ts";
import { OWN, openPage, openReadyPage, openWrittenPage, settle } from "../testing/page.ts";
import { nextFrame, show } from "../testing/show.tsx";
import { en } from "../words/en.ts";
import { enLate } from "../words/en-late.ts";
import { Output } from "./output.tsx";

const texts = page.getByRole("region", { name: en.output });

describe("Output", () => {
  it("says where the text will appear before there is one", async () => {
    await show(<Output />, openPage());
    await expect.element(texts).toHaveTextContent(en.outputEmpty);
  });

  it("shows what a model writes as text, whatever markup it looks like", async () => {
    await show(<Output />, await openWrittenPage(resultOf("life", " <img src=x onerror=alert(1)> **is**")));
    await expect.element(texts).toHaveTextContent("life <img src=x onerror=alert(1)> **is**");
    await expect.element(page.getByRole("img")).not.toBeInTheDocument();
  });

  it("numbers several texts, each of which grows in its own place", async () => {
    const opened = await openReadyPage();
    opened.session.store.send({ type: "parameters", parameters: { num_return_sequences: 2 } });
    await show(<Output />, opened);
    opened.session.type("life");
    opened.session.generate();
    await opened.runs[0]?.emit({ sample: 1, text: " ends", tokens: 1 });
    nextFrame(opened);
    const items = texts.getByRole("listitem");
    await expect.element(items.nth(1)).toHaveTextContent("life ends");
    await expect.element(items.nth(0).getByRole("heading")).toHaveTextContent(en.sample(1));
    await expect.element(items.nth(0)).not.toHaveTextContent("ends");
  });

  it("says of its texts in which language the model's card says they are", async () => {
    const opened = openPage();
    void opened.session.open({ source: OWN });
    const card = { title: "", summary: "", tags: [], examples: [], language: "de" };
    opened.described[0]?.settle(succeed(offerOf(OWN, { card })));
    await settle();
    opened.loads[0]?.settle(succeed(infoOf(OWN)));
    await settle();
    opened.session.type("Das Leben");
    opened.session.generate();
    await show(<Output />, opened);
    const text = texts.getByRole("paragraph").filter({ hasText: "Das Leben" });
    await expect.element(text).toHaveAttribute("lang", "de");
  });

  it("shows no text of a run that failed before it had one, and why it failed", async () => {
    const opened = await openReadyPage();
    await show(<Output />, opened);
    opened.session.type("life");
    opened.session.generate();
    opened.runs[0]?.settle(fail("internal", "error", { reason: "The logits are infinite." }));
    await expect.element(page.getByRole("alert")).toHaveTextContent("The logits are infinite.");
    await expect.element(page.getByTestId("answer")).not.toBeInTheDocument();
  });

  it("shows the tokens of a finished text where they were recorded", async () => {
    const result = resultOf("life", " is");
    const details = [{ id: 1, text: " is", logprob: -1, offset: 0, top: [] }];
    const samples = result.samples.map((sample) => ({ ...sample, details }));
    await show(<Output />, await openWrittenPage({ ...result, samples }));
    await expect.element(page.getByText(enLate.tokenHint)).toBeVisible();
    await expect.element(page.getByRole("button", { name: "␣is" })).toBeVisible();
  });

  it("writes a text as one tidies it by hand, once that is switched on", async () => {
    const opened = await openWrittenPage(resultOf("life", " is not , I think ."));
    await show(<Output />, opened);
    await expect.element(page.getByTestId("answer")).toHaveTextContent("is not , I think .");
    opened.session.store.send({ type: "tidy", on: true });
    await expect.element(page.getByTestId("answer")).toHaveTextContent("is not, I think.");
  });
});
