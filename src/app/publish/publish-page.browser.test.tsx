import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { fail, succeed } from "../../contract/outcome.ts";
import type { StoredModel } from "../../contract/model-library.ts";
import { fakeEngine } from "../testing/fake-engine.ts";
import { fakePublisher } from "../testing/fake-publisher.ts";
import { button } from "../testing/find.ts";
import { enPublish } from "../words/en-publish.ts";
import { PublishWordsContext } from "../words/publish-words.ts";
import type { Draft } from "./draft.ts";
import { PublishPage } from "./publish-page.tsx";

const stored = (id: string): StoredModel => ({
  id,
  name: id,
  source: { kind: "files", name: id, files: [] },
  bytes: 1e6,
  lastUsed: 0,
  complete: true,
});

const SEA = { id: "sea", digest: "d", name: "My sea", base: "quotes", bytes: 2e6, added: 0 };

async function showPage(answers: Parameters<typeof fakePublisher>[0] = {}, id: string | undefined = "one") {
  const { publisher, asked } = fakePublisher(answers);
  const drafts: Draft[] = [];
  const left: string[] = [];
  const { engine } = fakeEngine([stored("one"), stored("two")]);
  engine.storedAdapters = async () => succeed([SEA]);
  const world = {
    publisher,
    engine,
    hubUrl: "https://hub.test",
    randomSeed: () => 7,
    redirectUrl: "https://site.test/publish.html",
    spaceClient: undefined,
    keepDraft: (draft: Draft) => void drafts.push(draft),
    keepSignIn: () => undefined,
    leave: (url: string) => void left.push(url),
  };
  await render(
    <PublishWordsContext value={enPublish}>
      <PublishPage world={world} arrival={id === undefined ? {} : { id }} />
    </PublishWordsContext>,
  );
  return { asked, drafts, left };
}

const title = page.getByLabelText(enPublish.say.name, { exact: true });

async function signIn() {
  await button(enPublish.hub.pasteToken).click();
  await page.getByLabelText(enPublish.hub.token, { exact: true }).fill("hf_pasted");
  await button(enPublish.hub.useToken).click();
  await expect.element(page.getByText(enPublish.hub.signedIn("owner"))).toBeVisible();
}

describe("PublishPage", () => {
  it("keeps what was typed and who is signed in while another model is chosen", async () => {
    await showPage();
    await title.fill("My own title");
    await signIn();
    await button(enPublish.chooseOther).click();
    await page.getByRole("button", { name: /^two/ }).click();
    await expect.element(title).toHaveValue("Small words");
    await expect.element(page.getByText(enPublish.hub.signedIn("owner"))).toBeVisible();
    await button(enPublish.chooseOther).click();
    await page.getByRole("button", { name: /^one/ }).click();
    await expect.element(title).toHaveValue("My own title");
  });

  it("asks for a token where the Hub does not know the address, and lets the sign-in be tried again", async () => {
    await showPage({ isKnown: false });
    await button(enPublish.hub.signIn).click();
    await expect.element(page.getByText(enPublish.hub.noClient)).toBeVisible();
    await expect.element(button(enPublish.hub.signIn)).toBeEnabled();
    await page.getByLabelText(enPublish.hub.token, { exact: true }).fill("hf_pasted");
    await button(enPublish.hub.useToken).click();
    await expect.element(page.getByText(enPublish.hub.signedIn("owner"))).toBeVisible();
    await button(enPublish.hub.signOut).click();
    await expect.element(page.getByText(enPublish.hub.noClient)).not.toBeInTheDocument();
    await expect.element(button(enPublish.hub.signIn)).toBeVisible();
  });

  it("has a token made at the Hub that it is sent to", async () => {
    await showPage();
    await button(enPublish.hub.pasteToken).click();
    const link = page.getByRole("link", { name: enPublish.hub.tokenPage });
    await expect.element(link).toHaveAttribute("href", "https://hub.test/settings/tokens/new?tokenType=write");
  });

  it("leaves for the Hub's sign-in where the address is known there", async () => {
    const { left } = await showPage({ isKnown: true });
    await button(enPublish.hub.signIn).click();
    await expect.poll(() => left).toEqual(["https://hub.test/authorize"]);
  });

  it("tells the model's address where its Space failed, and why", async () => {
    const failed = fail("not_published", "busy", { host: "hub.test", seconds: 60 });
    const url = "https://hub.test/owner/one";
    await showPage({ published: succeed({ url, isNew: true, ...(!failed.ok && { spaceFailure: failed.failure }) }) });
    await signIn();
    await button(enPublish.hub.publish).click();
    await expect.element(page.getByRole("link", { name: url })).toBeVisible();
    await expect.element(page.getByText(enPublish.done.noSpace)).toBeVisible();
    await expect.element(page.getByText("hub.test asks to wait 60 s.")).toBeVisible();
  });

  it("publishes nothing without a licence, and under the name that was chosen with one", async () => {
    const { asked } = await showPage({ edit: { license: "" } });
    await signIn();
    await expect.element(button(enPublish.hub.publish)).toBeDisabled();
    await page.getByLabelText(enPublish.say.license, { exact: true }).selectOptions("mit");
    await page.getByLabelText(enPublish.hub.name, { exact: true }).fill("words");
    await button(enPublish.hub.publish).click();
    const target = { repo: "owner/words", way: "new", isPrivate: false, withSpace: true };
    await expect.poll(() => asked.at(-1)).toEqual(["hub", "Small words", target]);
  });

  it("has the site look as its owner says, and publishes nothing while that cannot be", async () => {
    const { drafts } = await showPage();
    await signIn();
    const accent = page.getByLabelText(enPublish.look.colors.accent, { exact: true });
    await accent.fill("red");
    await expect.element(accent).toHaveAccessibleDescription(enPublish.look.colorWrong);
    await expect.element(button(enPublish.hub.publish)).toBeDisabled();
    await accent.fill("#7a1f5c");
    const picker = page.getByLabelText(enPublish.look.pick(enPublish.look.colors.accent), { exact: true });
    await expect.element(picker).toHaveValue("#7a1f5c");
    await page.getByLabelText(enPublish.look.feedback, { exact: true }).fill("mailto:me@example.org");
    await page.getByLabelText(enPublish.look.chooseIcon).upload(new File(["text"], "logo.svg"));
    await expect.element(page.getByText(enPublish.look.iconWrong)).toBeVisible();
    await page.getByLabelText(enPublish.look.chooseIcon).upload(new File(["<svg/>"], "logo.svg"));
    await expect.element(page.getByText("logo.svg")).toBeVisible();
    await expect.element(button(enPublish.hub.publish)).toBeEnabled();
    const icon = { name: "logo.svg", kind: "svg", base64: btoa("<svg/>") };
    expect(drafts.at(-1)?.edit.look).toMatchObject({ accent: "#7a1f5c", feedback_url: "mailto:me@example.org", icon });
    await button(enPublish.look.removeIcon).click();
    await expect.poll(() => drafts.at(-1)?.edit.look?.icon).toBeUndefined();
  });

  it("lists the model's files, the site's, and what an update removes", async () => {
    await showPage({ removed: ["onnx/old.onnx"] });
    await page.getByText(enPublish.files("1", "100 B")).click();
    await expect.element(page.getByText("config.json", { exact: true })).toBeVisible();
    await page.getByText(enPublish.upload.site).click();
    await expect.element(page.getByText("index.html", { exact: true })).toBeVisible();
    await expect.element(page.getByText(enPublish.upload.replaces)).toBeVisible();
    await signIn();
    await page.getByLabelText(enPublish.hub.way, { exact: true }).selectOptions("update");
    await page.getByLabelText(enPublish.hub.repo, { exact: true }).fill("owner/old");
    await page.getByText(enPublish.upload.removed).click();
    await expect.element(page.getByText("onnx/old.onnx", { exact: true })).toBeVisible();
  });

  it("lists what an old branch of GitHub Pages loses, once repository and token are there", async () => {
    await showPage({ removed: ["old/page.html"] });
    await page.getByLabelText(enPublish.where.pages, { exact: true }).click();
    await expect.element(page.getByText(enPublish.upload.replaced)).not.toBeInTheDocument();
    await page.getByLabelText(enPublish.pages.repo, { exact: true }).fill("owner/site");
    await page.getByLabelText(enPublish.pages.token, { exact: true }).fill("github_pat");
    await page.getByText(enPublish.upload.replaced).click();
    await expect.element(page.getByText("old/page.html", { exact: true })).toBeVisible();
  });

  it("says what the base model's licence says to the one that was chosen", async () => {
    await showPage({ licenses: { "openai-community/gpt2": "cc-by-nc-4.0" } });
    await button(enPublish.bases.look).click();
    await expect.element(page.getByText(enPublish.bases.found("openai-community/gpt2", "cc-by-nc-4.0"))).toBeVisible();
    await expect.element(page.getByText(enPublish.bases.conflicts.non_commercial)).toBeVisible();
    await page.getByLabelText(enPublish.say.license, { exact: true }).selectOptions("cc-by-nc-4.0");
    await expect.element(page.getByText(enPublish.bases.conflicts.non_commercial)).not.toBeInTheDocument();
  });

  it("publishes nothing in a frame of another page", async () => {
    await render(
      <PublishWordsContext value={enPublish}>
        <PublishPage world={undefined} arrival={{}} />
      </PublishWordsContext>,
    );
    await expect.element(page.getByText(enPublish.framed)).toBeVisible();
    await expect.element(title).not.toBeInTheDocument();
  });
});

describe("an adapter", () => {
  it("is published alone and by its own name, once its licence and its texts' consent were given", async () => {
    const { asked } = await showPage({ edit: { license: "" } });
    await button(enPublish.chooseOther).click();
    await page.getByRole("button", { name: /^My sea/ }).click();
    await expect.element(page.getByText(enPublish.adapter.about)).toBeVisible();
    for (const absent of [enPublish.hub.way, enPublish.hub.withSpace])
      await expect.element(page.getByLabelText(absent, { exact: true })).not.toBeInTheDocument();
    await signIn();
    await expect.element(button(enPublish.hub.publish)).toBeDisabled();
    await page.getByLabelText(enPublish.say.license, { exact: true }).selectOptions("mit");
    await expect.element(button(enPublish.hub.publish)).toBeDisabled();
    await page.getByLabelText(enPublish.adapter.consent).click();
    await button(enPublish.hub.publish).click();
    const target = { repo: "owner/sea", way: "new", isPrivate: false, withSpace: false };
    expect(asked.at(-1)).toEqual(["hub", "Small words", target]);
  });
});
