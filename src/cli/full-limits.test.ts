import { describe, expect, it } from "vitest";
import { TINY } from "../convert/testing/random-checkpoint.ts";
import { UsageError } from "./command.ts";
import { checkFullSize, refuseAdapterOptions } from "./full-limits.ts";

const GPT2 = { ...TINY, vocab_size: 50_257, n_positions: 1024, n_embd: 768, n_layer: 12, n_head: 12, n_inner: 3072 };
const SMALL = { ...GPT2, vocab_size: 16_384, n_embd: 512, n_layer: 6, n_head: 8, n_inner: 2048, n_positions: 256 };
const GB = 1e9;

describe("a base of which all weights are trained", () => {
  it("has at most 35 million of them", () => {
    expect(() => checkFullSize("small", SMALL, 8 * GB)).not.toThrow();
    expect(() => checkFullSize("gpt2", GPT2, 8 * GB)).toThrow(
      "--full: gpt2 has 124,439,808 parameters; at most 35,000,000 can be trained whole. Without --full an adapter",
    );
  });

  it("has the memory that it takes", () => {
    expect(() => checkFullSize("small", SMALL, GB / 2)).toThrow(
      /^--full: training all of small takes 1\.21 GB of memory, and there are 500 MB\. Without --full/,
    );
  });
});

it("refuses what speaks of an adapter, by its name", () => {
  for (const [values, said] of [
    [{ rank: "8" }, "--rank: is for an adapter"],
    [{ alpha: "8" }, "--alpha: "],
    [{ voice: "a.hostless-voice" }, "--voice: "],
    [{ merged: "m" }, "--merged: "],
    [{ threads: "2" }, "--threads 2: --full trains on 1."],
  ] as const) {
    expect(() => refuseAdapterOptions(values)).toThrow(UsageError);
    expect(() => refuseAdapterOptions(values)).toThrow(said);
  }
  expect(() => refuseAdapterOptions({ threads: "1", rate: "0.1", full: true })).not.toThrow();
});
