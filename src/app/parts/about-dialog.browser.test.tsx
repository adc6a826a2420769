import { afterEach, describe, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import type { ModelSource } from "../../contract/model-source.ts";
import { succeed } from "../../contract/outcome.ts";
import { offerOf } from "../testing/answers.ts";
import { button, dialog, factOf } from "../testing/find.ts";
import { FOREIGN, OWN, openPage, settle } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { en } from "../words/en.ts";
import { enLate } from "../words/en-late.ts";
import AboutDialog from "./about-dialog.tsx";

const close = vi.fn();
afterEach(() => close.mockReset());

async function showCard(source: ModelSource, body?: string) {
  const opened = openPage();
  void opened.session.open({ source });
  const card = { title: "Quotes", summary: "", tags: [], examples: [], license: "mit", ...(body && { body }) };
  opened.described[0]?.settle(succeed(offerOf(source, { card, commit: "abc" })));
  await settle();
  await show(<AboutDialog onClose={close} />, opened);
}

describe("AboutDialog", () => {
  it("says that there is no card", async () => {
    await show(<AboutDialog onClose={close} />, openPage());
    await expect.element(dialog(enLate.about.title)).toHaveTextContent(enLate.about.empty);
    await button(en.close).click();
    expect(close).toHaveBeenCalledOnce();
  });

  it("has the site's own model's title, facts and card", async () => {
    await showCard(OWN, "# How it was made\n\nBy hand.");
    await expect.element(dialog("Quotes")).toBeVisible();
    expect([enLate.consent.license, enLate.consent.revision].map(factOf)).toEqual(["mit", "abc"]);
    await expect.element(page.getByRole("heading", { name: "How it was made" })).toBeVisible();
    await expect.element(page.getByText(en.publisherSays)).not.toBeInTheDocument();
  });

  it("marks a stranger's card and licence as what its publisher says", async () => {
    await showCard(FOREIGN, "By hand.");
    await expect.element(dialog("quotes")).toHaveTextContent(en.publisherSays);
    expect(factOf(enLate.consent.claimedLicense)).toBe("mit");
  });
});
