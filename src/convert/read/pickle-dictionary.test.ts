import { expect, it } from "vitest";
import { saying } from "../../contract/testing/refused.ts";
import { setItems } from "./pickle-dictionary.ts";
import type { PickleValue } from "./pickle-values.ts";

const none = () => false;

it("puts keys with their values, tuples among the keys", () => {
  const dictionary = new Map<PickleValue, PickleValue>();
  const tuple: PickleValue[] = [1, 2];
  setItems(dictionary, ["a", 1, tuple, null], (array) => array === tuple, "m.bin");
  expect([...dictionary]).toEqual([
    ["a", 1],
    [tuple, null],
  ]);
});

it("drops what belongs to something that is not read", () => {
  expect(() => setItems({ kind: "unread" }, ["a"], none, "m.bin")).not.toThrow();
});

it.each<[string, PickleValue, readonly PickleValue[], string]>([
  ["a list for a key", new Map(), [[1], 1], "m.bin"],
  ["a dictionary for a key", new Map(), [new Map(), 1], "m.bin"],
  ["a key without a value", new Map(), ["a"], "m.bin"],
  ["no dictionary", [], ["a", 1], "m.bin"],
  ["a key twice", new Map(), ["weight", 1, "weight", 2], "weight"],
])("refuses %s", (_, dictionary, values, named) => {
  expect(() => setItems(dictionary, values, none, "m.bin")).toThrow(saying(named, { code: "malformed_file" }));
});
