import { afterEach, describe, expect, it, vi } from "vitest";
import { Lending } from "./lending.ts";

const read = async (from: number, to: number) => to - from;

/** Tells when nothing is waited for any more. */
function watch(lending: Lending) {
  const seen = { isFree: false };
  void lending.wait().then(() => {
    seen.isFree = true;
  });
  return seen;
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

afterEach(() => {
  vi.useRealTimers();
});

describe("a memory that is read by another thread", () => {
  it("holds up nothing before it is read, and after its end", async () => {
    const lending = new Lending();
    await lending.wait();
    const lent = lending.lend(read);
    await lending.wait();
    expect(await lent(3, 10)).toBe(7);
    lending.end();
    await lending.wait();
  });

  it("is waited for from its first read to its end", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const lending = new Lending();
    const lent = lending.lend(read);
    await lent(0, 8);
    const seen = watch(lending);
    for (const from of [8, 16, 24]) {
      await settle();
      expect(seen.isFree).toBe(false);
      expect(await lent(from, from + 8)).toBe(8);
    }
    expect(vi.getTimerCount()).toBe(1);
    lending.end();
    await settle();
    expect(seen.isFree).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is not waited for where the other thread reads no more, and again once it does", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const lending = new Lending();
    const lent = lending.lend(read);
    for (let piece = 0; piece < 2; piece++) {
      await lent(0, 8);
      const seen = watch(lending);
      await settle();
      expect(seen.isFree).toBe(false);
      vi.runAllTimers();
      await settle();
      expect(seen.isFree).toBe(true);
    }
  });
});
