import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { fail } from "../../contract/outcome.ts";
import { resultOf } from "../testing/answers.ts";
import { button } from "../testing/find.ts";
import { OWN, openPage, openReadyPage, openWrittenPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { en } from "../words/en.ts";
import { OutputActions } from "./output-actions.tsx";

const LINKED = { prompt: "life", parameters: { seed: 7 }, output: [" is not"] };

describe("OutputActions", () => {
  it("offers only to share before there is a text", async () => {
    await show(<OutputActions />, openPage());
    const names = page
      .getByRole("button")
      .elements()
      .map((one) => one.textContent);
    expect(names).toEqual([en.share]);
  });

  it("writes another text with a seed of its own", async () => {
    const opened = await openWrittenPage();
    await show(<OutputActions />, opened);
    await button(en.another).click();
    expect(opened.runs.map(({ request }) => request)).toEqual([
      { prompt: "life", parameters: {} },
      { prompt: "life", parameters: { seed: 2 ** 31 } },
    ]);
  });

  it("goes on where the text ended, with its very tokens", async () => {
    const opened = await openWrittenPage();
    await show(<OutputActions />, opened);
    await button(en.continueText).click();
    expect(opened.runs.at(-1)?.request).toMatchObject({ prompt: "life", continued: { text: " is not", ids: [1, 2] } });
  });

  it("keeps its buttons while a text is written, named as disabled and without effect", async () => {
    const opened = await openWrittenPage();
    await show(<OutputActions />, opened);
    await button(en.another).click();
    for (const name of [en.another, en.continueText]) {
      await expect.element(button(name)).toHaveAttribute("aria-disabled", "true");
      await button(name).click({ force: true });
    }
    expect(opened.runs).toHaveLength(2);
  });

  it("does not continue several texts at once, or one that failed", async () => {
    const result = resultOf("life", " is not");
    const opened = await openWrittenPage({ ...result, samples: [...result.samples, ...result.samples] });
    await show(<OutputActions />, opened);
    await expect.element(button(en.continueText)).not.toBeInTheDocument();
  });

  it("offers to try a failed run again", async () => {
    const opened = await openReadyPage();
    await show(<OutputActions />, opened);
    opened.session.type("life");
    opened.session.generate();
    opened.runs[0]?.settle(fail("internal", "error", { reason: "No." }));
    await button(en.tryAgain).click();
    expect(opened.runs.map(({ request }) => request.prompt)).toEqual(["life", "life"]);
  });

  it("verifies what a link brought with the link's own seed", async () => {
    const opened = await openReadyPage();
    await opened.session.open({ source: OWN, shared: LINKED });
    await show(<OutputActions />, opened);
    await expect.element(button(en.writeAnother)).toBeVisible();
    await button(en.shared.verify).click();
    expect(opened.runs.at(-1)?.request).toMatchObject({ prompt: "life", parameters: { seed: 7 } });
    await expect.element(button(en.shared.verify)).not.toBeInTheDocument();
  });

  it("offers to write an earlier run again", async () => {
    const opened = await openReadyPage();
    await opened.session.reopen({
      v: 1,
      id: 1,
      at: 1,
      model: "quotes",
      prompt: "life",
      texts: [" is"],
      parameters: { seed: 3 },
    });
    await show(<OutputActions />, opened);
    await button(en.earlier.again).click();
    expect(opened.runs.at(-1)?.request).toMatchObject({ prompt: "life", parameters: { seed: 3 } });
  });
});
