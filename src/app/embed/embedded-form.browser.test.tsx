import { afterEach, describe, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { fail, succeed } from "../../contract/outcome.ts";
import { infoOf, offerOf, resultOf } from "../testing/answers.ts";
import { fakeEngine } from "../testing/fake-engine.ts";
import { button } from "../testing/find.ts";
import { FOREIGN } from "../testing/page.ts";
import { en } from "../words/en.ts";
import { EmbeddedForm } from "./embedded-form.tsx";

const tell = vi.fn();
afterEach(() => {
  tell.mockReset();
  sessionStorage.clear();
  localStorage.clear();
});

describe("EmbeddedForm", () => {
  it("writes after the prompt of its address, with the frame's model, and tells the page around it each text", async () => {
    const { engine, described, loads, runs } = fakeEngine();
    await render(
      <EmbeddedForm engine={engine} source={FOREIGN} address={{ mode: "form", prompt: "life" }} tell={tell} />,
    );
    await expect.element(page.getByRole("textbox", { name: en.prompt })).toHaveValue("life");
    described[0]?.settle(succeed(offerOf(FOREIGN, { isKept: true })));
    await expect.poll(() => loads.length).toBe(1);
    loads[0]?.settle(succeed(infoOf(FOREIGN)));
    await button(en.generate).click();
    await expect.poll(() => runs.length).toBe(1);
    runs[0]?.settle(succeed(resultOf("life", " is not")));
    await expect.poll(() => tell.mock.calls).toEqual([[{ type: "result", prompt: "life", texts: [" is not"] }]]);
    await button(en.another).click();
    await expect.poll(() => runs.length).toBe(2);
    runs[1]?.settle(fail({ code: "internal", message: "No." }));
    await expect.element(page.getByRole("alert")).toHaveTextContent("No.");
    expect(tell).toHaveBeenCalledOnce();
  });
});
