import { describe, expect, it } from "vitest";
import { outOfMemory } from "../kernel/out-of-memory.ts";
import { addWithRoom, longestUnnamed } from "./rack-room.ts";

/** A rack that takes one as soon as there is room. */
function rackOf(fullFor: number) {
  let left = fullFor;
  return {
    add() {
      if (left-- > 0) throw outOfMemory("adapter", 1, 1);
      return 7;
    },
    remove: () => undefined,
    select: () => undefined,
  };
}

describe("addWithRoom", () => {
  it("takes out as many others as it needs, and none where there is room", () => {
    const taken = (fullFor: number) => {
      let count = 0;
      expect(addWithRoom(rackOf(fullFor), [], () => ++count > 0)).toBe(7);
      return count;
    };
    expect([taken(0), taken(1), taken(3)]).toEqual([0, 1, 3]);
  });

  it("refuses where none can be taken out, and what is no lack of memory at once", () => {
    expect(() => addWithRoom(rackOf(1), [], () => false)).toThrow(/out_of_memory/);
    const none: number[] = [];
    const broken = { ...rackOf(0), add: () => none.reduce((sum) => sum) };
    expect(() => addWithRoom(broken, [], () => true)).toThrow(TypeError);
  });
});

it("longestUnnamed is the one that was named first of those in the rack that are kept", () => {
  const entry = (name: string, number?: number, id?: string) => ({
    info: { name, ...(id !== undefined && { id }) },
    ...(number !== undefined && { number }),
  });
  const entries = [entry("last", 1, "a"), entry("unkept", 2), entry("idle", undefined, "b"), entry("first", 3, "c")];
  expect(longestUnnamed(entries, [2, 3, 1])?.info.name).toBe("first");
  expect(longestUnnamed(entries.slice(1, 3), [2])).toBe(undefined);
});
