import { expect, it } from "vitest";
import { createBreathe } from "./breathe.ts";

/** A clock that hops move on, and how often each was taken. */
function world(messageMs: (taken: number) => number, otherMs: number) {
  const taken = { message: 0, other: 0 };
  let time = 0;
  const now = () => Math.floor(time);
  const message = async () => {
    time += messageMs(taken.message++);
  };
  const other = async () => {
    taken.other++;
    time += otherMs;
  };
  return { taken, now, breathe: createBreathe(now, message, other), work: (ms: number) => (time += ms) };
}

it("goes by messages where they are quick, by coarse clocks and on busy machines, too", async () => {
  const { taken, breathe } = world((taken) => (taken < 24 && taken % 8 === 0 ? 30 : 0.01), 0.02);
  for (let i = 0; i < 1000; i++) await breathe();
  expect(taken).toEqual({ message: 4 * 8 + 996, other: 0 });
});

it("goes by another way where they are slow, and lets messages in every 20 ms all the same", async () => {
  const { taken, breathe, work } = world(() => 0.44, 0.02);
  for (let i = 0; i < 1000; i++) {
    await breathe();
    work(0.5);
  }
  expect(taken.other).toBeGreaterThan(900);
  expect(taken.message).toBeGreaterThan(32 + 20);
  const before = taken.message;
  for (let i = 0; i < 10; i++) {
    work(20);
    await breathe();
  }
  expect(taken.message - before).toBe(10);
});

it("lets messages be read, by each of its ways", async () => {
  const breathe = createBreathe(() => performance.now());
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
