import { expect, it } from "vitest";
import { once } from "./once.ts";

it("makes a thing once, also for those who ask while it is made", async () => {
  let made = 0;
  const get = once(async () => ++made);
  expect(await Promise.all([get(), get()])).toEqual([1, 1]);
  expect(await get()).toBe(1);
});

it("tries again what failed", async () => {
  let tries = 0;
  const get = once(async () => {
    if (++tries === 1) throw new Error("no network");
    return "here";
  });
  await expect(get()).rejects.toThrow("no network");
  expect(await get()).toBe("here");
  expect(tries).toBe(2);
});
