import { describe, expect, it } from "vitest";
import { type HistoryEntry, KEEP_MOST } from "./history-entry.ts";
import { newEntries } from "./merge-history.ts";

const NOW = 1_000_000;
const entry = (id: number, more: Partial<HistoryEntry> = {}): HistoryEntry => ({
  v: 1,
  id,
  at: id,
  model: "poems",
  prompt: `prompt ${id}`,
  texts: [" is"],
  parameters: { seed: 5, top_k: 3 },
  ...more,
});
const merge = (own: readonly HistoryEntry[], brought: readonly HistoryEntry[]) =>
  newEntries(
    own,
    own.map(({ id }) => id),
    brought,
    NOW,
  );

describe("newEntries", () => {
  it("takes what the history has not got", () => {
    expect(merge([entry(1)], [entry(2), entry(3)])).toEqual([entry(2), entry(3)]);
  });

  it("takes an entry that is there once, in whatever order its fields are", () => {
    const { parameters: _, ...rest } = entry(1);
    expect(merge([entry(1)], [entry(1), { parameters: { top_k: 3, seed: 5 }, ...rest }])).toEqual([]);
    expect(merge([], [entry(2), entry(2)])).toEqual([entry(2)]);
  });

  it("keeps both of two runs with one id, the other one under a new id", () => {
    const other = entry(1, { texts: [" was"] });
    expect(merge([entry(1), entry(2)], [other])).toEqual([{ ...other, id: 3 }]);
    expect(merge([], [entry(1), other]).map(({ id }) => id)).toEqual([1, 2]);
  });

  it("adds nothing when a file is brought again, also where its runs got new ids", () => {
    const own = [entry(1), entry(2)];
    const file = [entry(1, { texts: [" was"] }), entry(4)];
    const added = merge(own, file);
    expect(added).toHaveLength(2);
    expect(merge([...own, ...added], file)).toEqual([]);
  });

  it("takes no place of what the history does not read", () => {
    expect(newEntries([], [7], [entry(7)], NOW)).toEqual([entry(7, { id: 8, at: 7 })]);
  });

  it("gives no entry an id from the future, by which it would stay longest", () => {
    expect(merge([], [entry(NOW + 5)])).toEqual([entry(NOW + 5, { id: NOW })]);
  });

  it("takes no more than the newest that are kept, however many of one id there are", () => {
    const many = Array.from({ length: 50_000 }, (_, place) => entry(1, { prompt: `prompt ${place}` }));
    const added = merge([], many);
    expect(added).toHaveLength(KEEP_MOST);
    expect(new Set(added.map(({ id }) => id)).size).toBe(KEEP_MOST);
  });
});
