import { afterEach, describe, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { fail, succeed } from "../../contract/outcome.ts";
import { offerOf } from "../testing/answers.ts";
import { button } from "../testing/find.ts";
import { FOREIGN, OWN } from "../testing/page.ts";
import { watchVisibility } from "../testing/watch-visibility.ts";
import { enEmbed } from "../words/en-embed.ts";
import { EmbedPage } from "./embed-page.tsx";
import { Question } from "./question.tsx";

afterEach(() => vi.unstubAllGlobals());

const ASKING = { kind: "asking", origin: "https://blog.test", agree: () => undefined } as const;

describe("Question", () => {
  it("names who asks for which model, and how large it is", async () => {
    const offer = succeed(offerOf(OWN, { downloadBytes: 5e6, origin: "https://site.test" }));
    await render(<Question view={{ ...ASKING, source: OWN, offer }} />);
    await expect.element(page.getByText(enEmbed.asks("blog.test"))).toBeVisible();
    await expect.element(page.getByText(enEmbed.offer("quotes", "5.0 MB", "https://site.test"))).toBeVisible();
    await expect.element(page.getByText(enEmbed.private)).toBeVisible();
  });

  it.each([
    ["only what follows the prompt", " a dream"],
    ["the whole text", "life is a dream"],
  ])("shows an example of what the model writes, of a card that keeps %s", async (_what, output) => {
    const card = { title: "", summary: "", tags: [], examples: [{ text: "hope" }, { text: "life is", output }] };
    await render(<Question view={{ ...ASKING, source: OWN, offer: succeed(offerOf(OWN, { card })) }} />);
    await expect.element(page.getByRole("figure")).toHaveTextContent(`${enEmbed.example}life is a dream`);
  });

  it.each([
    ["was not looked up yet", undefined],
    ["has a card without one", succeed(offerOf(OWN))],
  ])("shows none of a model that %s", async (_what, offer) => {
    await render(<Question view={{ ...ASKING, source: FOREIGN, ...(offer && { offer }) }} />);
    await expect.element(page.getByRole("figure")).not.toBeInTheDocument();
  });

  it.each([
    ["is on the device", succeed(offerOf(FOREIGN, { downloadBytes: 0 })), enEmbed.kept("quotes")],
    ["could not be looked up", fail("internal", "error", { reason: "The Hub is gone." }), "The Hub is gone."],
    ["was not looked up yet", undefined, enEmbed.unknown(FOREIGN.repo)],
  ])("says that a model %s", async (_what, offer, said) => {
    await render(<Question view={{ ...ASKING, source: FOREIGN, ...(offer && { offer }) }} />);
    await expect.element(page.getByText(said)).toBeVisible();
  });

  it("counts a click only once it was seen, and the second question on its own", async () => {
    const see = watchVisibility();
    const agree = vi.fn();
    const view = { ...ASKING, source: FOREIGN, agree };
    const { rerender } = await render(<EmbedPage view={view} />);
    await expect.element(button(enEmbed.allow)).toBeDisabled();
    see("seen");
    await button(enEmbed.allow).click();
    expect(agree).toHaveBeenCalledOnce();
    await rerender(<EmbedPage view={{ ...view, offer: succeed(offerOf(FOREIGN)) }} />);
    await expect.element(button(enEmbed.allow)).toBeDisabled();
    see("seen");
    await expect.element(button(enEmbed.allow)).toBeEnabled();
  });
});
