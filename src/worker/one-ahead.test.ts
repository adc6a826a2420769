import { describe, expect, it } from "vitest";
import { oneAhead } from "./one-ahead.ts";

const delta = (tokens: number) => ({ sample: 0, text: "x", tokens });

/** A listener that takes each piece when it is told to. */
function slowListener() {
  const heard: number[] = [];
  const takes: (() => void)[] = [];
  return {
    heard,
    take: () => takes.shift()?.(),
    listener: ({ tokens }: { tokens: number }) => {
      heard.push(tokens);
      return new Promise<void>((resolve) => takes.push(resolve));
    },
  };
}

/** Whether a promise settles without anything else happening. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  void promise.finally(() => {
    settled = true;
  });
  await new Promise((resolve) => setTimeout(resolve));
  return settled;
}

describe("oneAhead", () => {
  it("goes on while one piece is on its way, and waits with the next until that was taken", async () => {
    const { heard, take, listener } = slowListener();
    const { send, taken } = oneAhead(listener);
    expect(await isSettled(send(delta(1)))).toBe(true);
    const second = send(delta(2));
    expect(await isSettled(second)).toBe(false);
    expect(heard).toEqual([1]);
    take();
    expect(await isSettled(second)).toBe(true);
    expect(heard).toEqual([1, 2]);
    const all = taken();
    expect(await isSettled(all)).toBe(false);
    take();
    expect(await isSettled(all)).toBe(true);
  });

  it("keeps the order of pieces with a listener that takes them at once", async () => {
    const heard: number[] = [];
    const { send, taken } = oneAhead(({ tokens }: { tokens: number }) => void heard.push(tokens));
    for (const tokens of [1, 2, 3]) await send(delta(tokens));
    await taken();
    expect(heard).toEqual([1, 2, 3]);
  });

  it("fails with the listener, at the next piece or at the end", async () => {
    const failing = () => Promise.reject(new Error("gone"));
    const during = oneAhead(failing);
    await during.send(delta(1));
    await expect(during.send(delta(2))).rejects.toThrow("gone");
    const atEnd = oneAhead(failing);
    await atEnd.send(delta(1));
    await expect(atEnd.taken()).rejects.toThrow("gone");
  });
});
