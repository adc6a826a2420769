import fc from "fast-check";
import { expect, it } from "vitest";
import { MergeTable } from "./merge-table.ts";

const id = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 0xffff_ffff }));

it("gives what a map of maps gives, whatever the ids, and the last merge of a pair", () => {
  const merges = fc.array(fc.record({ left: id, right: id, id }), { maxLength: 200 });
  fc.assert(
    fc.property(merges, fc.array(fc.tuple(id, id)), (given, asked) => {
      const table = new MergeTable(given.length);
      const map = new Map<string, { rank: number; id: number }>();
      given.forEach(({ left, right, id }, rank) => {
        table.set(left, right, { rank, id });
        map.set(`${left} ${right}`, { rank, id });
      });
      const pairs = [...given.map(({ left, right }) => [left, right] as const), ...asked];
      for (const [left, right] of pairs) expect(table.get(left, right)).toEqual(map.get(`${left} ${right}`));
    }),
    { seed: 1 },
  );
});

it("finds nothing where nothing was set", () => {
  expect(new MergeTable(0).get(0, 0)).toBeUndefined();
});
