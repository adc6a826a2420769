import { expect, it } from "vitest";
import { beginInOrder } from "./begin-in-order.ts";

it("begins what there is room for, and nothing behind what has to wait", () => {
  const waiting = [2, 1, 5, 1];
  const begun: number[] = [];
  let room = 4;
  beginInOrder(waiting, (size) => {
    if (size > room) return false;
    room -= size;
    return begun.push(size) > 0;
  });
  expect(begun).toEqual([2, 1]);
  expect(waiting).toEqual([5, 1]);
});

it("ends where nothing waits any more", () => {
  const waiting = ["a", "b"];
  beginInOrder(waiting, () => true);
  expect(waiting).toEqual([]);
});
