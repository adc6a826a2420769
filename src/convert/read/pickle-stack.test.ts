import { describe, expect, it } from "vitest";
import { saying } from "../../contract/testing/refused.ts";
import { READ_LIMITS } from "./limits.ts";
import { PickleStack } from "./pickle-stack.ts";

function stackOf(...values: readonly number[]): PickleStack {
  const stack = new PickleStack("model.bin");
  for (const value of values) stack.push(value);
  return stack;
}

describe("a pickle's stack", () => {
  it("takes the last values in their order, and those behind a mark", () => {
    const stack = stackOf(1, 2, 3);
    expect(stack.popMany(2)).toEqual([2, 3]);
    stack.mark();
    stack.push(4);
    stack.push(5);
    expect([stack.popMark(), stack.top]).toEqual([[4, 5], 1]);
  });

  it("never takes what is below an open mark", () => {
    const stack = stackOf(1, 2);
    stack.mark();
    expect(() => stack.popMany(1)).toThrow(saying("model.bin"));
    expect([stack.popMark(), stack.popMany(2)]).toEqual([[], [1, 2]]);
  });

  it("refuses to take from nothing, and a mark that nobody set", () => {
    expect(() => stackOf().popMany(1)).toThrow(saying("model.bin"));
    expect(() => stackOf(1).popMark()).toThrow(saying("model.bin"));
  });

  it("remembers its last value under a number, the same object again", () => {
    const stack = stackOf();
    const list = [1];
    stack.push(list);
    stack.remember(7);
    expect(stack.remembered).toBe(1);
    stack.recall(7);
    expect(stack.popMany(2).every((value) => value === list)).toBe(true);
    expect(() => stack.recall(8)).toThrow(saying("model.bin"));
    expect(() => stackOf().remember(0)).toThrow(saying("model.bin"));
  });

  it("is left with one value", () => {
    expect(stackOf(5).finish()).toBe(5);
    expect(() => stackOf(5, 6).finish()).toThrow(saying("model.bin"));
    const open = stackOf();
    open.mark();
    open.push(5);
    expect(() => open.finish()).toThrow(saying("model.bin"));
  });

  it("grows and remembers up to its limits", () => {
    const high = stackOf(...Array<number>(READ_LIMITS.pickleStack).fill(0));
    high.checkHeight();
    high.mark();
    expect(() => high.checkHeight()).toThrow(saying(/most|maximum/));
    const wide = stackOf(0);
    for (let i = 0; i < READ_LIMITS.pickleMemo; i++) wide.remember(i);
    expect(() => wide.remember(READ_LIMITS.pickleMemo)).toThrow(saying(/most|maximum/));
  });
});
