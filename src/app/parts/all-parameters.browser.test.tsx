import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { PARAMETER_GROUPS } from "../parameter-list.ts";
import { PRESETS } from "../presets.ts";
import { button } from "../testing/find.ts";
import { openPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { enLate } from "../words/en-late.ts";
import AllParameters from "./all-parameters.tsx";

describe("AllParameters", () => {
  it("has a labelled control for each parameter, in the folded groups, too", async () => {
    await show(<AllParameters />, openPage());
    for (const name of Object.values(PARAMETER_GROUPS).flat()) {
      await expect.element(page.getByLabelText(name, { exact: true })).toBeInTheDocument();
    }
  });

  it("sets a preset by one press and says which one is set", async () => {
    const opened = openPage();
    await show(<AllParameters />, opened);
    const greedy = button(enLate.presetNames.greedy);
    await expect.element(greedy).toHaveAttribute("aria-pressed", "false");
    await greedy.click();
    await expect.element(greedy).toHaveAttribute("aria-pressed", "true");
    expect(opened.state().parameters).toEqual(PRESETS.greedy);
  });

  it("resets to the model's defaults, and says that nothing is left to reset", async () => {
    const opened = openPage();
    await show(<AllParameters />, opened);
    const reset = button(enLate.reset);
    await expect.element(reset).toHaveAttribute("aria-disabled", "true");
    opened.session.store.send({ type: "parameters", parameters: { top_k: 3 } });
    await expect.element(reset).toHaveAttribute("aria-disabled", "false");
    await reset.click();
    expect(opened.state().parameters).toEqual({});
  });
});
