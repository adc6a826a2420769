import { expect, it } from "vitest";
import { settleAll } from "./settle-all.ts";

const takeTurns = async (turns: number) => {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
};

it("gives what all of them give", async () => {
  expect(await settleAll([takeTurns(2).then(() => 1), "two", undefined])).toEqual([1, "two", undefined]);
});

it("throws what was thrown first, once all have ended", async () => {
  const ended: string[] = [];
  const fail = async (name: string, turns: number) => {
    await takeTurns(turns);
    ended.push(name);
    throw new Error(name);
  };
  const rest = takeTurns(5).then(() => void ended.push("rest"));
  await expect(settleAll([rest, fail("late", 3), fail("soon", 1)])).rejects.toThrow("soon");
  expect(ended).toEqual(["soon", "late", "rest"]);
});
