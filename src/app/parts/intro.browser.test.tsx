import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import type { ModelCard } from "../../contract/model-offer.ts";
import type { ModelSource } from "../../contract/model-source.ts";
import { succeed } from "../../contract/outcome.ts";
import { offerOf } from "../testing/answers.ts";
import { FOREIGN, OWN, openPage, settle } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { en } from "../words/en.ts";
import { PRODUCT } from "../words/product.ts";
import { Intro } from "./intro.tsx";

const heading = page.getByRole("heading", { level: 1 });

async function openWith(source: ModelSource, card: Partial<ModelCard>) {
  const opened = openPage();
  void opened.session.open({ source });
  const whole = { title: "", summary: "", tags: [], examples: [], ...card };
  opened.described[0]?.settle(succeed(offerOf(source, { name: "owner/name", card: whole })));
  await settle();
  await show(<Intro />, opened);
}

describe("Intro", () => {
  it("says what the page is before a model is known, and where the prompt stays", async () => {
    await show(<Intro />, openPage());
    await expect.element(heading).toHaveTextContent(PRODUCT);
    await expect.element(page.getByText(en.tagline)).toBeVisible();
    await expect.element(page.getByText(en.privacy)).toBeVisible();
  });

  it("has the title and summary of the site's own model, in the model's language", async () => {
    await openWith(OWN, { title: "Zitate", summary: "Kurze Sätze.", language: "de" });
    await expect.element(page.getByText("Zitate")).toHaveAttribute("lang", "de");
    await expect.element(page.getByText("Kurze Sätze.")).toHaveAttribute("lang", "de");
    await expect.element(heading).toHaveTextContent("Zitate");
  });

  it("has the title of another model of the site, which is no stranger's", async () => {
    await openWith({ kind: "site", path: "models/tales" }, { title: "Tales", summary: "Of the sea." });
    await expect.element(heading).toHaveTextContent("Tales");
    await expect.element(page.getByText(en.publisherSays)).not.toBeInTheDocument();
  });

  it("says of a foreign model its name, and its card as words of its publisher", async () => {
    await openWith(FOREIGN, { title: "The official page", summary: "Trust me." });
    await expect.element(heading).toHaveTextContent("owner/name");
    await expect.element(page.getByText(en.publisherSays)).toBeVisible();
    await expect.element(page.getByText("The official page")).toBeVisible();
    await expect.element(page.getByText(en.tagline)).not.toBeInTheDocument();
  });

  it("does not say that a publisher says nothing", async () => {
    await openWith(FOREIGN, { title: "owner/name" });
    await expect.element(heading).toHaveTextContent("owner/name");
    await expect.element(page.getByText(en.publisherSays)).not.toBeInTheDocument();
  });
});
