import { expect, it } from "vitest";
import { SMALL } from "../testing/random-model.ts";
import { placeWeights } from "./weight-places.ts";

const config = { ...SMALL, n_embd: 20, n_inner: 50, n_layer: 1, vocab_size: 77, n_positions: 9 };

it("gives every tensor whole rows of 16 floats, and matrices whole groups of 16 rows", () => {
  const { places, count } = placeWeights(config);
  const place = (name: string) => places.find((one) => one.name === name);
  expect(place("wte.weight")).toEqual({
    name: "wte.weight",
    shape: [77, 20],
    rows: 77,
    columns: 20,
    stride: 32,
    first: 0,
  });
  expect(place("wpe.weight")).toMatchObject({ rows: 9, first: 80 * 32 });
  expect(place("h.0.mlp.c_proj.weight")).toMatchObject({ shape: [50, 20], rows: 50, stride: 32 });
  expect(place("h.0.mlp.c_proj.bias")).toMatchObject({ shape: [20], rows: 1, columns: 20, stride: 32 });
  const ends = places.map(({ first }) => first);
  expect(ends).toEqual(ends.toSorted((a, b) => a - b));
  expect(count).toBe((places.at(-1)?.first ?? 0) + 32);
});

it("places a head of its own where it is not tied", () => {
  const names = (tie_word_embeddings: boolean) =>
    placeWeights({ ...config, tie_word_embeddings }).places.map(({ name }) => name);
  expect(names(false)).toContain("lm_head.weight");
  expect(names(true)).not.toContain("lm_head.weight");
});
