import { describe, expect, it } from "vitest";
import { createQueue } from "./queue.ts";

describe("createQueue", () => {
  it("runs one at a time, the visitor's own before what callers wait for", async () => {
    const enqueue = createQueue();
    const order: string[] = [];
    let running = 0;
    const work = (name: string) => async () => {
      expect(++running).toBe(1);
      order.push(name);
      await Promise.resolve();
      running--;
    };
    const all = [
      enqueue(work("caller 1"), "caller"),
      enqueue(work("nobody's"), "idle"),
      enqueue(work("caller 2"), "caller"),
      enqueue(work("caller 3"), "caller"),
      enqueue(work("visitor 1")),
      enqueue(work("visitor 2"), "visitor"),
    ];
    await Promise.all(all);
    expect(order).toEqual(["caller 1", "visitor 1", "visitor 2", "caller 2", "caller 3", "nobody's"]);
  });

  it("hands a failure to its own caller and goes on, also later", async () => {
    const enqueue = createQueue();
    await expect(enqueue(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await enqueue(async () => 7)).toBe(7);
  });
});
