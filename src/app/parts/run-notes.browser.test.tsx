import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { succeed } from "../../contract/outcome.ts";
import { resultOf } from "../testing/answers.ts";
import { OWN, openReadyPage, openWrittenPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { en } from "../words/en.ts";
import { enLate } from "../words/en-late.ts";
import { RunNotes } from "./run-notes.tsx";

const drawn = (text: string) => {
  const result = resultOf("life", text);
  return { ...result, parameters: { ...result.parameters, do_sample: true } };
};

describe("RunNotes", () => {
  it("has nothing to say of a run that went as asked", async () => {
    const { container } = await show(<RunNotes />, await openWrittenPage(drawn(" is not")));
    expect(container.textContent).toBe("");
  });

  it("says how much of a prompt did not fit", async () => {
    await show(<RunNotes />, await openWrittenPage({ ...drawn(" is not"), dropped_tokens: 12 }));
    await expect.element(page.getByText(en.dropped(12, 128))).toBeVisible();
  });

  it("says that the model wrote nothing, but not where the visitor stopped it", async () => {
    const opened = await openWrittenPage(drawn(" "));
    await show(<RunNotes />, opened);
    await expect.element(page.getByText(en.emptyAnswer)).toBeVisible();
    opened.session.tryAgain();
    const result = drawn("");
    const samples = result.samples.map((sample) => ({ ...sample, finish_reason: "stopped" as const }));
    opened.runs[1]?.settle(succeed({ ...result, samples }));
    await expect.poll(() => opened.state().run?.phase).toBe("done");
    await expect.element(page.getByText(en.emptyAnswer)).not.toBeInTheDocument();
  });

  it("says that an answer without chance never changes", async () => {
    await show(<RunNotes />, await openWrittenPage(resultOf("life", " is not")));
    await expect.element(page.getByText(en.fixedAnswer)).toBeVisible();
  });

  it.each([
    [" is not", enLate.compared.ofLink.same],
    [" is over", enLate.compared.ofLink.different("life is ", "not", "over")],
  ])("compares %j with what a link brought", async (text, said) => {
    const opened = await openReadyPage();
    const shared = { prompt: "life", parameters: { seed: 1 }, output: [" is not"] };
    await opened.session.open({ source: OWN, shared });
    await show(<RunNotes />, opened);
    opened.session.verify();
    opened.runs[0]?.settle(succeed(drawn(text)));
    await expect.element(page.getByText(said)).toBeVisible();
  });
});
