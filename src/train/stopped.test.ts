import { expect, it } from "vitest";
import { saying } from "../contract/testing/refused.ts";
import { asCancelled, asStopped, Stopped } from "./stopped.ts";

it("tells a stop from what went wrong", () => {
  const wrong = new RangeError("wrong");
  expect(asStopped(new Stopped())).toBe("stopped");
  expect(() => asStopped(wrong)).toThrow(wrong);
  expect(() => asCancelled(wrong)).toThrow(wrong);
  expect(() => asCancelled(new Stopped())).toThrow(saying("", { code: "cancelled" }));
});
