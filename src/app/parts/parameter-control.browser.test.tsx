import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { openPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { enLate } from "../words/en-late.ts";
import { ParameterField } from "./parameter-field.tsx";

const field = (name: string) => page.getByLabelText(name, { exact: true });

describe("ParameterControl", () => {
  it("is a box to tick for a parameter that is on or off", async () => {
    const opened = openPage();
    await show(<ParameterField name="do_sample" />, opened);
    await expect.element(page.getByRole("checkbox", { name: "do_sample" })).not.toBeChecked();
    await field("do_sample").click();
    await expect.element(field("do_sample")).toBeChecked();
    expect(opened.state().parameters).toEqual({ do_sample: true });
  });

  it("is a choice for early_stopping, with values of their own kinds", async () => {
    const opened = openPage();
    await show(<ParameterField name="early_stopping" />, opened);
    const sent = [];
    for (const choice of ["true", "never", "false"]) {
      await page.getByRole("combobox", { name: "early_stopping" }).selectOptions(choice);
      sent.push(opened.state().parameters.early_stopping);
    }
    expect(sent).toEqual([true, "never", false]);
  });

  it("is a box of lines for lists of texts", async () => {
    const opened = openPage();
    await show(<ParameterField name="stop_strings" />, opened);
    await page.getByRole("textbox", { name: "stop_strings" }).fill("one\ntwo\\n");
    expect(opened.state().parameters).toEqual({ stop_strings: ["one", "two\n"] });
  });

  it("hints at a random seed, and at limits that are off", async () => {
    const opened = openPage();
    await show(
      <>
        <ParameterField name="seed" />
        <ParameterField name="max_time" />
      </>,
      opened,
    );
    await expect.element(field("seed")).toHaveAttribute("placeholder", enLate.random);
    await expect.element(field("max_time")).toHaveAttribute("placeholder", enLate.off);
  });
});
