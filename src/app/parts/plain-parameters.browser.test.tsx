import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { openPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { en } from "../words/en.ts";
import { PlainParameters } from "./plain-parameters.tsx";

const slider = (name: string) => page.getByRole("slider", { name });

describe("PlainParameters", () => {
  it("says each value in words", async () => {
    const opened = openPage();
    await show(<PlainParameters />, opened);
    await expect.element(slider(en.plain.variety)).toHaveAttribute("aria-valuetext", en.plain.fixed);
    opened.session.store.send({ type: "parameters", parameters: { do_sample: true, temperature: 1.4 } });
    await expect.element(slider(en.plain.variety)).toHaveAttribute("aria-valuetext", en.plain.varieties.wild);
    await expect.element(slider(en.plain.count)).toHaveAttribute("aria-valuetext", en.plain.texts(1));
  });

  it("moves the parameters that have real names", async () => {
    const opened = openPage();
    await show(<PlainParameters />, opened);
    await slider(en.plain.variety).fill("0.7");
    await slider(en.plain.length).fill("50");
    await slider(en.plain.count).fill("3");
    expect(opened.state().parameters).toEqual({
      do_sample: true,
      temperature: 0.7,
      max_new_tokens: 50,
      num_return_sequences: 3,
    });
  });

  it("is moved by the arrow keys, in steps of five tokens", async () => {
    const opened = openPage();
    opened.session.store.send({ type: "parameters", parameters: { max_new_tokens: 50 } });
    await show(<PlainParameters />, opened);
    slider(en.plain.length).element().focus();
    await userEvent.keyboard("{ArrowRight}");
    await expect.element(slider(en.plain.length)).toHaveAttribute("aria-valuetext", en.plain.upTo(55));
    expect(opened.state().parameters).toEqual({ max_new_tokens: 55 });
  });
});
