import { expect, it } from "vitest";
import { inOrder } from "./in-order.ts";

it("does one after the other, each with what the one before left", () => {
  const both = inOrder([(text) => `${text}a`, (text) => text.toUpperCase(), (text) => `${text}b`]);
  expect(both("x")).toBe("XAb");
  expect(inOrder([])("x")).toBe("x");
});
