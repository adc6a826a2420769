import { expect, it } from "vitest";
import { createBreathe } from "./breathe.ts";

/** A hop of so many macrotasks, which counts how often it was taken. */
function hopOf(tasks: number) {
  const hop = Object.assign(
    async () => {
      hop.taken++;
      for (let i = 0; i < tasks; i++) await new Promise((resolve) => setImmediate(resolve));
    },
    { taken: 0 },
  );
  return hop;
}

it("goes by the hop that comes first", async () => {
  for (const order of [0, 1]) {
    const [slow, quick] = [hopOf(3), hopOf(1)];
    const breathe = createBreathe(order === 0 ? [slow, quick] : [quick, slow]);
    for (let i = 0; i < 100; i++) await breathe();
    expect(quick.taken).toBe(100);
    expect(slow.taken).toBeLessThan(50);
  }
});

it("lets messages be read, by each of its ways", async () => {
  const breathe = createBreathe();
  const { port1, port2 } = new MessageChannel();
  let heard = 0;
  port1.onmessage = () => heard++;
  for (let i = 1; i <= 100; i++) {
    port2.postMessage(undefined);
    for (let breaths = 0; heard < i; breaths++) {
      // Node reads a thousand messages of one port before it turns to the next.
      if (breaths > 10_000) throw new Error("the message was never read");
      await breathe();
    }
  }
  expect(heard).toBe(100);
  port1.close();
});
