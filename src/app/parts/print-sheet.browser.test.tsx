import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { resultOf } from "../testing/answers.ts";
import { factOf } from "../testing/find.ts";
import { OWN, openPage, openReadyPage, openWrittenPage } from "../testing/page.ts";
import { nextFrame, show } from "../testing/show.tsx";
import { en } from "../words/en.ts";
import { enLate } from "../words/en-late.ts";
import PrintSheet from "./print-sheet.tsx";

const sheet = page.getByRole("article");

describe("PrintSheet", () => {
  it("has the text with its prompt, and what writes it again", async () => {
    const opened = await openWrittenPage(resultOf("life", " is not", 42));
    await show(<PrintSheet />, opened);
    await expect.element(sheet.getByRole("heading", { level: 1 })).toHaveTextContent("Quotes");
    await expect.element(sheet).toHaveTextContent("life is not");
    expect([enLate.printed.model, en.facts.device, "seed"].map(factOf)).toEqual(["quotes", "CPU, q8", "42"]);
    await expect.element(sheet).toHaveTextContent(enLate.printed.from(new URL("./", location.href).href));
  });

  it("numbers several texts", async () => {
    const result = resultOf("life", " is not");
    await show(<PrintSheet />, await openWrittenPage({ ...result, samples: [...result.samples, ...result.samples] }));
    await expect.element(sheet.getByRole("heading", { name: en.sample(2) })).toBeInTheDocument();
  });

  it("does not have a text that is still being written", async () => {
    const opened = await openReadyPage();
    opened.session.type("life");
    await show(<PrintSheet />, opened);
    opened.session.generate();
    await opened.runs[0]?.emit({ sample: 0, text: " is", tokens: 1 });
    nextFrame(opened);
    expect(opened.state().run?.samples[0]?.text).toBe(" is");
    await expect.element(sheet).toHaveTextContent("life");
    await expect.element(sheet).not.toHaveTextContent("life is");
  });

  it("has what a link brought, with the parameters of the form", async () => {
    const opened = openPage();
    const shared = { prompt: "life", parameters: { top_k: 3 }, output: [" was"] };
    void opened.session.open({ source: OWN, shared });
    await show(<PrintSheet />, opened);
    await expect.element(sheet).toHaveTextContent("life was");
    expect(factOf("top_k")).toBe("3");
  });
});
