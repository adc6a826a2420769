import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { succeed } from "../../contract/outcome.ts";
import { infoOf, offerOf, resultOf } from "../testing/answers.ts";
import { OWN, openPage, openReadyPage, settle } from "../testing/page.ts";
import { nextFrame, show } from "../testing/show.tsx";
import { en } from "../words/en.ts";
import { Output } from "./output.tsx";
import { PromptForm } from "./prompt-form.tsx";

const prompt = page.getByRole("textbox", { name: en.prompt, exact: true });
const button = (name: string) => page.getByRole("button", { name, exact: true });

async function showForm(open = openReadyPage) {
  const opened = await open();
  await show(
    <>
      <PromptForm />
      <Output />
    </>,
    opened,
  );
  return opened;
}

describe("PromptForm", () => {
  it("writes what was typed by Enter, and breaks the line by Shift and Enter", async () => {
    const { runs } = await showForm();
    await prompt.click();
    await userEvent.keyboard("life{Shift>}{Enter}{/Shift}is{Enter}");
    await expect.poll(() => runs.map(({ request }) => request.prompt)).toEqual(["life\nis"]);
  });

  it("shows the text as it comes, stops it by a click, and offers another", async () => {
    const opened = await showForm();
    await prompt.fill("life");
    await button(en.generate).click();
    await expect.poll(() => opened.runs.length).toBe(1);
    await opened.runs[0]?.emit({ sample: 0, text: " is not", tokens: 2 });
    nextFrame(opened);
    await expect.element(page.getByTestId("answer")).toHaveTextContent("is not");
    await button(en.stop).click();
    await expect.poll(() => opened.stopped).toEqual([1]);
    opened.runs[0]?.settle(succeed(resultOf("life", " is not")));
    await expect.element(button(en.stop)).not.toBeInTheDocument();
    await expect.element(page.getByRole("region", { name: en.output })).toHaveTextContent("is not");
  });

  it("takes a prompt before the model is there, and runs it as soon as it can", async () => {
    const { session, runs, described, loads } = await showForm(async () => openPage());
    void session.open({ source: OWN });
    await prompt.fill("life");
    await button(en.generate).click();
    await expect.poll(() => session.store.state().run?.phase).toBe("waiting");
    expect(runs).toEqual([]);
    described[0]?.settle(succeed(offerOf(OWN)));
    await settle();
    loads[0]?.settle(succeed(infoOf(OWN)));
    await expect.poll(() => runs.map(({ request }) => request.prompt)).toEqual(["life"]);
  });

  it("uses one of the model's own prompts where the box is empty, and says so", async () => {
    const opened = await showForm();
    await button(en.generate).click();
    await expect.poll(() => opened.runs.map(({ request }) => request.prompt)).toEqual(["life is not"]);
    opened.runs[0]?.settle(succeed(resultOf("life is not", " short")));
    await expect.element(page.getByText(en.usedPrompt("life is not"))).toBeVisible();
  });
});
