import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { succeed } from "../../contract/outcome.ts";
import { infoOf, offerOf } from "../testing/answers.ts";
import { OWN, openPage, settle } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { enLate } from "../words/en-late.ts";
import { ParameterField } from "./parameter-field.tsx";

const field = (name: string) => page.getByLabelText(name, { exact: true });

describe("ParameterField", () => {
  it("says in its description what it does, its limits, and what is wrong with a value", async () => {
    const opened = openPage();
    await show(<ParameterField name="top_p" />, opened);
    await expect.element(field("top_p")).toHaveAccessibleDescription(/From 0 to 1\./);
    await expect.element(field("top_p")).toHaveAttribute("aria-invalid", "false");
    await field("top_p").fill("7");
    await expect.element(field("top_p")).toHaveAttribute("aria-invalid", "true");
    await expect.element(field("top_p")).toHaveAccessibleDescription(/Enter a number from 0 to 1\./);
    await field("top_p").fill("0.5");
    await expect.element(field("top_p")).toHaveAttribute("aria-invalid", "false");
    expect(opened.state().parameters).toEqual({ top_p: 0.5 });
  });

  it("is not set any more when it is emptied", async () => {
    const opened = openPage();
    opened.session.store.send({ type: "parameters", parameters: { top_k: 5, seed: 1 } });
    await show(<ParameterField name="top_k" />, opened);
    await expect.element(field("top_k")).toHaveValue("5");
    await field("top_k").fill("");
    expect(opened.state().parameters).toEqual({ seed: 1 });
  });

  it("hints at what applies while nothing is set: the model's own default", async () => {
    const opened = openPage();
    void opened.session.open({ source: OWN });
    opened.described[0]?.settle(succeed(offerOf(OWN)));
    await settle();
    opened.loads[0]?.settle(succeed({ ...infoOf(OWN), defaults: { top_k: 17 } }));
    await settle();
    await show(<ParameterField name="top_k" />, opened);
    await expect.element(field("top_k")).toHaveAttribute("placeholder", "17");
  });

  it("gives the pointer a slider that assistive technology does not meet twice", async () => {
    const opened = openPage();
    await show(<ParameterField name="temperature" />, opened);
    await expect.element(page.getByRole("slider")).not.toBeInTheDocument();
    const slider = page.getByRole("slider", { includeHidden: true });
    await slider.fill("1.5");
    expect(opened.state().parameters).toEqual({ temperature: 1.5 });
    await expect.element(field("temperature")).toHaveValue("1.5");
    await expect.element(slider).toHaveAttribute("tabindex", "-1");
  });

  it("says how a list is typed", async () => {
    await show(<ParameterField name="stop_strings" />, openPage());
    const described = enLate.forms.texts.replace("\\", "\\\\");
    await expect.element(field("stop_strings")).toHaveAccessibleDescription(new RegExp(described));
  });
});
