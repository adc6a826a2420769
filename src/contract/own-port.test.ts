import { expect, it } from "vitest";
import { createListeners, createSender, type OwnPort } from "./own-port.ts";

/** Two ends; whatever is posted at one is heard at the other in a later task. */
function ends(): { readonly page: OwnPort; readonly thread: OwnPort } {
  const heard: ((event: { data: unknown }) => void)[][] = [[], []];
  const end = (own: number): OwnPort => ({
    postMessage: (message) =>
      setTimeout(() => {
        for (const listener of heard[1 - own] ?? []) listener({ data: message });
      }),
    addEventListener: (_type, listener) => void heard[own]?.push(listener),
  });
  return { page: end(0), thread: end(1) };
}

const delta = (text: string) => ({ sample: 0, text, tokens: 1 });

it("hands pieces to the listener that is named, and settles when it took them", async () => {
  const { page, thread } = ends();
  const [send, listeners] = [createSender(thread), createListeners(page)];
  const heard: string[] = [];
  let take = () => {};
  const slow = listeners.add(({ text }) => {
    heard.push(`slow ${text}`);
    return new Promise((resolve) => {
      take = resolve;
    });
  });
  const quick = listeners.add(({ text }) => void heard.push(`quick ${text}`));
  const order: string[] = [];
  const first = Promise.resolve(send(slow)(delta("a"))).then(() => order.push("slow"));
  await Promise.resolve(send(quick)(delta("b"))).then(() => order.push("quick"));
  take();
  await first;
  expect([heard, order]).toEqual([
    ["slow a", "quick b"],
    ["quick", "slow"],
  ]);
});

it("fails with the listener, and confirms what nobody listens to any more", async () => {
  const { page, thread } = ends();
  const [send, listeners] = [createSender(thread), createListeners(page)];
  const failing = listeners.add(() => {
    throw new Error("gone");
  });
  await expect(send(failing)(delta("a"))).rejects.toThrow("gone");
  listeners.remove(failing);
  await send(failing)(delta("b"));
});

it("leaves other messages alone", async () => {
  const { page, thread } = ends();
  const answers: unknown[] = [];
  page.addEventListener("message", ({ data }) => void answers.push(data));
  createSender(thread);
  createListeners(page);
  for (const message of [undefined, null, 5, "text", { id: "1", type: "GET" }]) {
    thread.postMessage(message);
    page.postMessage(message);
  }
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(answers).toHaveLength(5);
});
