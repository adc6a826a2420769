import { afterEach, describe, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import type { ThreadObserver } from "../../bridge/model-thread.ts";
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
    const observers: ThreadObserver[] = [];
    const subscribe = (observer: ThreadObserver) => {
      observers.push(observer);
      return () => undefined;
    };
    const thread = { ...engine, subscribe };
    await render(
      <EmbeddedForm thread={thread} source={FOREIGN} address={{ mode: "form", prompt: "life" }} tell={tell} />,
    );
    await expect.element(page.getByRole("textbox", { name: en.prompt })).toHaveValue("life");
    described[0]?.settle(succeed(offerOf(FOREIGN, { isKept: true })));
    await expect.poll(() => loads.length).toBe(1);
    loads[0]?.settle(succeed(infoOf(FOREIGN)));
    await button(en.generate).click();
    await expect.poll(() => runs.length).toBe(1);
    const result = resultOf("life", " is not");
    runs[0]?.settle(succeed(result));
    // What the page around it called for itself is not told as a text of the form.
    observers[0]?.onWritten?.(resultOf("death", " is"), "caller");
    observers[0]?.onWritten?.(result, "visitor");
    await expect.poll(() => tell.mock.calls).toEqual([[{ type: "result", prompt: "life", texts: [" is not"] }]]);
    await button(en.another).click();
    await expect.poll(() => runs.length).toBe(2);
    runs[1]?.settle(fail("internal", "error", { reason: "No." }));
    await expect.element(page.getByRole("alert")).toHaveTextContent("No.");
    expect(tell).toHaveBeenCalledOnce();
  });
});
