import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import type { FrameView } from "../../bridge/start-frame.ts";
import { makeFailure } from "../../contract/outcome.ts";
import { infoOf } from "../testing/answers.ts";
import { OWN } from "../testing/page.ts";
import { enEmbed } from "../words/en-embed.ts";
import { PRODUCT } from "../words/product.ts";
import { EmbedPage } from "./embed-page.tsx";

describe("EmbedPage", () => {
  it("leads to the site where there is no page around it", async () => {
    await render(<EmbedPage view={{ kind: "alone" }} />);
    await expect.element(page.getByRole("link", { name: enEmbed.open(PRODUCT) })).toHaveAttribute("href", "./");
  });

  it.each<[FrameView, string]>([
    [{ kind: "waiting" }, enEmbed.waiting],
    [{ kind: "loading", fraction: 0.559 }, enEmbed.loading(55)],
    [{ kind: "ready", info: infoOf(OWN) }, enEmbed.ready("quotes")],
  ])("says how far it is: %j", async (view, said) => {
    await render(<EmbedPage view={view} />);
    await expect.element(page.getByRole("main").getByRole("status")).toHaveTextContent(said);
  });

  it("says in an alert what failed", async () => {
    await render(
      <EmbedPage
        view={{ kind: "failed", failure: makeFailure("internal", "error", { reason: "The model is gone." }) }}
      />,
    );
    await expect.element(page.getByRole("alert")).toHaveTextContent("The model is gone.");
  });
});
