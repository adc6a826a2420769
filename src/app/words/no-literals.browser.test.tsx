import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { fail, makeFailure, succeed } from "../../contract/outcome.ts";
import { DocsPage } from "../docs/docs-page.tsx";
import { PublishPage } from "../publish/publish-page.tsx";
import TeachDialog from "../teach/teach-dialog.tsx";
import { fakeEngine } from "../testing/fake-engine.ts";
import { fakePublisher } from "../testing/fake-publisher.ts";
import { FOUND, fakeTrainer, TAUGHT } from "../testing/fake-trainer.ts";
import { findLiterals } from "../testing/find-literals.ts";
import { openReadyPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { chooseLanguage, openLanguage } from "./choose-language.ts";
import { enTeach } from "./en-teach.ts";
import { fetchPublishWords, PublishWordsContext } from "./publish-words.ts";

vi.mock("../docs/swagger-pane.ts", () => ({ mountSwagger: () => undefined }));

const { dataset } = document.documentElement;
beforeEach(async () => {
  dataset["language"] = "en-XA";
  await openLanguage();
});
afterEach(async () => {
  delete dataset["language"];
  await chooseLanguage("en");
});

const said = (words: string) => page.getByText(words).first();
const press = (name: string) => page.getByRole("button", { name }).first().click();

function unfold(): void {
  for (const one of document.querySelectorAll("details")) one.open = true;
}

it("every word of the panel that teaches is in a file of words, from the first text to what was learned", async () => {
  const fake = fakeTrainer();
  await show(<TeachDialog onClose={() => {}} start={() => fake.trainer} />, await openReadyPage());
  await expect.element(said(enTeach.read)).toBeVisible();
  expect(findLiterals()).toEqual([]);
  await page.getByLabelText(enTeach.texts).first().fill("1\n2");
  await press(enTeach.read);
  fake.read[0]?.settle(succeed({ ...FOUND, columns: ["1", "2"], column: "1" }));
  await expect.element(page.getByRole("button", { name: enTeach.teach })).toBeVisible();
  expect(findLiterals()).toEqual([]);
  await press(enTeach.teach);
  fake.lessons[0]?.settle(succeed(TAUGHT));
  await expect.element(page.getByRole("button", { name: enTeach.keep })).toBeVisible();
  expect(findLiterals()).toEqual([]);
});

it.each(["one", undefined])("every word of the page that publishes is in a file of words: %s", async (id) => {
  const { publisher } = fakePublisher({
    isKnown: false,
    published: fail("not_published", "signed_out", { host: "⟦⟧" }),
  });
  const stored = { id: "one", name: "1", source: { kind: "files", name: "1", files: [] }, bytes: 1e6 } as const;
  const world = {
    publisher,
    engine: fakeEngine([{ ...stored, lastUsed: 0, complete: true }]).engine,
    randomSeed: () => 7,
    hubUrl: "https://hub.test",
    redirectUrl: "https://site.test/publish.html",
    spaceClient: undefined,
    keepDraft: () => undefined,
    keepSignIn: () => undefined,
    leave: () => undefined,
  };
  await render(
    <PublishWordsContext value={await fetchPublishWords("en-XA")}>
      <PublishPage world={world} arrival={id === undefined ? {} : { id }} />
    </PublishWordsContext>,
  );
  await expect.element(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect.element(page.getByRole("button").nth(1)).toBeVisible();
  unfold();
  expect(findLiterals()).toEqual([]);
});

it("every word of the page of the API is in a file of words", async () => {
  const reason = makeFailure("not_loaded", "loading", {});
  await render(
    <DocsPage
      base="https://site.test/"
      modelLine={() => ({ ready: false, reason })}
      apiReady={Promise.resolve(false)}
    />,
  );
  await expect.element(page.getByRole("heading", { level: 1 })).toBeVisible();
  unfold();
  expect(findLiterals()).toEqual([]);
});
