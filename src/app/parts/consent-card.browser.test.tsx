import { afterEach, describe, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import type { ModelOffer } from "../../contract/model-offer.ts";
import type { ModelSource } from "../../contract/model-source.ts";
import { makeNote, succeed } from "../../contract/outcome.ts";
import { offerOf } from "../testing/answers.ts";
import { button, factOf } from "../testing/find.ts";
import { FOREIGN, OWN, openPage, openReadyPage, settle } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { watchVisibility } from "../testing/watch-visibility.ts";
import { enLate } from "../words/en-late.ts";
import { en } from "../words/en.ts";
import ConsentCard from "./consent-card.tsx";

const { consent } = enLate;
afterEach(() => vi.unstubAllGlobals());

async function ask(source: ModelSource, more: Partial<ModelOffer>, opened = openPage()) {
  await show(<ConsentCard />, opened);
  void opened.session.open({ source });
  opened.described.at(-1)?.settle(succeed(offerOf(source, more)));
  await settle();
  return opened;
}

describe("ConsentCard", () => {
  it("names commit and revision of a foreign model, and what is not specified as such", async () => {
    const source = { ...FOREIGN, revision: "main" };
    await ask(source, { commit: "abc123", origin: "https://huggingface.co", downloadBytes: 5_000_000 });
    await expect.element(page.getByRole("region", { name: consent.foreign })).toBeVisible();
    expect([consent.name, consent.origin, consent.size, consent.revision, consent.claimedLicense].map(factOf)).toEqual([
      "quotes",
      "https://huggingface.co",
      "5.0 MB",
      "main · abc123",
      consent.unknown,
    ]);
  });

  it("asks before a large model of this site, whose size it gives", async () => {
    const { loads } = await ask(OWN, { downloadBytes: 500_000_000 });
    await expect.element(page.getByRole("region", { name: consent.large })).toHaveTextContent("500 MB");
    expect(loads).toEqual([]);
  });

  it("says that a checkpoint will be converted here", async () => {
    await ask(FOREIGN, { needsConversion: true });
    await expect.element(page.getByText(consent.convert)).toBeVisible();
  });

  it("says how much smaller a checkpoint's owner can make it, and how, where that is worth it", async () => {
    const opened = await ask(FOREIGN, { needsConversion: true, downloadBytes: 500_000_000, packageBytes: 129_000_000 });
    await page.getByText(consent.ownerCan("129 MB")).click();
    await expect.element(page.getByText(consent.ownerHow)).toBeVisible();
    void opened.session.open({ source: { ...FOREIGN, repo: "owner/half" } });
    const half = { needsConversion: true, downloadBytes: 130_000_000, packageBytes: 129_000_000 };
    opened.described.at(-1)?.settle(succeed(offerOf({ ...FOREIGN, repo: "owner/half" }, half)));
    await expect.poll(() => factOf(consent.size)).toBe("130 MB");
    await expect.element(page.getByText(consent.ownerCan("129 MB"))).not.toBeInTheDocument();
  });

  it("tells before the download what would be taken for granted", async () => {
    await ask(FOREIGN, { notes: [makeNote("gpt2_tokenizer", {})] });
    await expect
      .element(page.getByRole("region", { name: consent.foreign }))
      .toHaveTextContent("GPT-2’s own tokenizer is used");
  });

  it("asks again where the last load ended with the page", async () => {
    const opened = openPage();
    opened.notes.crashed = true;
    await ask(OWN, {}, opened);
    await expect.element(page.getByRole("region", { name: consent.unfinished })).toBeVisible();
    await expect.element(button(en.ownModel)).not.toBeInTheDocument();
  });

  it("leads back from a foreign model to the site's own", async () => {
    const { described, loads } = await ask(FOREIGN, {});
    await button(en.ownModel).click();
    expect(described).toHaveLength(2);
    described[1]?.settle(succeed(offerOf(OWN)));
    await expect.poll(() => loads.length).toBe(1);
  });

  it("keeps the model that runs, where the other one is not wanted", async () => {
    const opened = await ask(FOREIGN, {}, await openReadyPage());
    await button(consent.keep("quotes")).click();
    await expect.element(page.getByRole("region")).not.toBeInTheDocument();
    expect(opened.state().load.kind).toBe("ready");
  });

  it("asks nobody about a model before a click inside a frame, which counts once it was seen", async () => {
    const see = watchVisibility();
    const opened = openPage([], true);
    await show(<ConsentCard />, opened);
    void opened.session.open({ source: FOREIGN });
    await expect.element(page.getByText(consent.unseenText(FOREIGN.repo))).toBeVisible();
    expect(opened.described).toEqual([]);
    await expect.element(button(consent.lookUp)).toBeDisabled();
    see("seen");
    await expect.element(button(consent.lookUp)).toBeEnabled();
    await button(consent.lookUp).click();
    expect(opened.described).toHaveLength(1);
  });
});
