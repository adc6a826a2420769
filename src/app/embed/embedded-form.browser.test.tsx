import { afterEach, describe, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import type { ThreadObserver } from "../../bridge/thread-observers.ts";
import type { Priority } from "../../contract/engine.ts";
import type { FrameAddress } from "../../contract/embed.ts";
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

/** The form with an engine that answers only when the test says so, and who hears of its thread. */
async function showForm(more: Partial<FrameAddress> = {}) {
  const fake = fakeEngine();
  const observers = new Set<ThreadObserver>();
  const subscribe = (observer: ThreadObserver) => {
    observers.add(observer);
    return () => observers.delete(observer);
  };
  const thread = { ...fake.engine, subscribe };
  const address = { mode: "form", layout: "full", prompt: "life", ...more } as const;
  const form = () => <EmbeddedForm thread={thread} source={FOREIGN} address={address} tell={tell} />;
  const drawn = await render(form());
  const write = (prompt: string, text: string, priority: Priority) => {
    for (const observer of observers) observer.onWritten?.(resultOf(prompt, text), priority);
  };
  return { ...fake, observers, write, drawn };
}

describe("EmbeddedForm", () => {
  it("writes after the prompt of its address, with the frame's model, and tells the page around it each text", async () => {
    const { described, loads, runs, write } = await showForm();
    await expect.element(page.getByRole("textbox", { name: en.prompt })).toHaveValue("life");
    described[0]?.settle(succeed(offerOf(FOREIGN, { isKept: true })));
    await expect.poll(() => loads.length).toBe(1);
    loads[0]?.settle(succeed(infoOf(FOREIGN)));
    await button(en.generate).click();
    await expect.poll(() => runs.length).toBe(1);
    runs[0]?.settle(succeed(resultOf("life", " is not")));
    // What the page around it called for itself is not told as a text of the form.
    write("death", " is", "caller");
    write("life", " is not", "visitor");
    await expect.poll(() => tell.mock.calls).toEqual([[{ type: "result", prompt: "life", texts: [" is not"] }]]);
    await button(en.another).click();
    await expect.poll(() => runs.length).toBe(2);
    runs[1]?.settle(fail("internal", "error", { reason: "No." }));
    await expect.element(page.getByRole("alert")).toHaveTextContent("No.");
    expect(tell).toHaveBeenCalledOnce();
  });

  it("has the box, its button and the sentence alone where it is compact, and writes with the address's parameters", async () => {
    const { described, loads, runs, write } = await showForm({
      layout: "compact",
      parameters: { top_p: 0.5, seed: 3 },
    });
    const box = page.getByRole("textbox", { name: en.prompt });
    await expect.element(box).toHaveValue("life");
    expect(document.querySelectorAll("button, input, textarea, select, a")).toHaveLength(2);
    described[0]?.settle(succeed(offerOf(FOREIGN, { isKept: true })));
    await expect.poll(() => loads.length).toBe(1);
    loads[0]?.settle(succeed(infoOf(FOREIGN)));
    await box.fill("life is");
    await userEvent.keyboard("{Enter}");
    await expect.poll(() => runs.length).toBe(1);
    expect(runs[0]?.request).toMatchObject({ prompt: "life is", parameters: { top_p: 0.5, seed: 3 } });
    await expect.element(button(en.stop)).toBeVisible();
    runs[0]?.settle(succeed(resultOf("life is", " not")));
    write("life is", " not", "visitor");
    await expect.element(page.getByTestId("answer")).toHaveTextContent("not");
    await expect.poll(() => tell.mock.calls).toEqual([[{ type: "result", prompt: "life is", texts: [" not"] }]]);
    await button(en.generate).click();
    await expect.poll(() => runs.length).toBe(2);
    runs[1]?.settle(fail("internal", "error", { reason: "No." }));
    await expect.element(page.getByRole("alert")).toHaveTextContent("No.");
  });

  it("hears nothing any more once it is not shown: not of the thread, and not of the address", async () => {
    const { described, observers, drawn } = await showForm();
    expect(observers.size).toBe(1);
    await drawn.unmount();
    expect(observers.size).toBe(0);
    const moved = new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
    location.hash = "model=owner/other";
    await moved;
    expect(described).toHaveLength(1);
    history.back();
  });
});
