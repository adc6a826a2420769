import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { succeed } from "../../contract/outcome.ts";
import { offerOf } from "../testing/answers.ts";
import { OWN, openPage, settle } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { en } from "../words/en.ts";
import { Resting } from "./resting.tsx";

const EXAMPLES = [
  { text: "life", output: "life is not" },
  { text: "love", output: " is all" },
];

async function openWithExamples() {
  const opened = openPage();
  void opened.session.open({ source: OWN });
  const card = { title: "", summary: "", tags: [], examples: EXAMPLES };
  opened.described[0]?.settle(succeed(offerOf(OWN, { card })));
  await settle();
  return opened;
}

describe("Resting", () => {
  it("shows the card's first stored text, once with its prompt, and says that it is an example", async () => {
    await show(<Resting />, await openWithExamples());
    await expect.element(page.getByText("life is not", { exact: true })).toBeVisible();
    await expect.element(page.getByText(en.exampleNote)).toBeVisible();
  });

  it("follows the prompt in the box: its own stored text, or none", async () => {
    const { session, ...opened } = await openWithExamples();
    await show(<Resting />, { ...opened, session });
    session.type("love");
    await expect.element(page.getByText("love is all", { exact: true })).toBeVisible();
    session.type("something else");
    await expect.element(page.getByText(en.outputEmpty)).toBeVisible();
  });

  it("shows every text that a link brought, and says that nobody checked where they came from", async () => {
    const opened = openPage();
    const shared = { prompt: "life", parameters: {}, output: [" is", " was"], device: "wasm q8" };
    void opened.session.open({ source: OWN, shared });
    await show(<Resting />, opened);
    await expect.element(page.getByText("life is", { exact: true })).toBeVisible();
    await expect.element(page.getByText("life was", { exact: true })).toBeVisible();
    await expect.element(page.getByText(en.shared.broughtBy("wasm q8"))).toBeVisible();
  });

  it("names the model of an earlier run", async () => {
    const opened = openPage();
    const entry = { v: 1, id: 1, at: 1, model: "poems", prompt: "life", texts: [" is"], parameters: {} } as const;
    void opened.session.reopen({ ...entry, texts: [" is"] });
    await show(<Resting />, opened);
    await expect.element(page.getByText(en.earlier.with("poems"))).toBeVisible();
  });
});
