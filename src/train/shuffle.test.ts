import { expect, it } from "vitest";
import { randomStream } from "../generate/random.ts";
import { shuffle } from "./shuffle.ts";

const ELEMENTS = Array.from({ length: 50 }, (_, i) => i);

it("keeps every element once, in an order that the seed decides", () => {
  const order = shuffle(ELEMENTS, randomStream(7, 2));
  expect([...order].sort((a, b) => a - b)).toEqual(ELEMENTS);
  expect(order).not.toEqual(ELEMENTS);
  expect(shuffle(ELEMENTS, randomStream(7, 2))).toEqual(order);
  expect(shuffle(ELEMENTS, randomStream(7, 3))).not.toEqual(order);
});

it("puts elements in the order of their numbers, and leaves the list as it was", () => {
  const numbers = [0.9, 0.1, 0.5];
  const list = ["a", "b", "c"];
  expect(shuffle(list, () => numbers.shift() ?? 0)).toEqual(["b", "c", "a"]);
  expect(list).toEqual(["a", "b", "c"]);
});
