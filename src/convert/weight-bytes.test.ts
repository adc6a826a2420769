import { describe, expect, it } from "vitest";
import { DTYPES } from "../contract/dtypes.ts";
import { convertCheckpoint } from "./package.ts";
import { randomCheckpoint, TINY } from "./testing/random-checkpoint.ts";
import { weightBytes } from "./weight-bytes.ts";

const sha256 = async () => "0".repeat(64);

describe("weightBytes", () => {
  it.each(DTYPES)("is what a package in %s has as weights, also where the embedding is not tied", async (dtype) => {
    for (const tie_word_embeddings of [true, false]) {
      const config = { ...TINY, tie_word_embeddings };
      let bytes = 0;
      for await (const file of convertCheckpoint(randomCheckpoint(config), { name: "tiny", dtypes: [dtype], sha256 })) {
        if (/_data(?:_\d+)?$/.test(file.path)) bytes += file.bytes.length;
      }
      // Each tensor begins at a round place of its file.
      const tensors = 40 + Object.keys(config).length;
      expect(weightBytes(config, dtype)).toBeLessThanOrEqual(bytes);
      expect(weightBytes(config, dtype)).toBeGreaterThan(bytes - tensors * 64);
    }
  });

  it("counts blocks of sizes that nobody has checked without writing them out", () => {
    const one = weightBytes({ ...TINY, n_layer: 1 }, "q8");
    const two = weightBytes({ ...TINY, n_layer: 2 }, "q8");
    expect(weightBytes({ ...TINY, n_layer: 1e9 }, "q8")).toBe(one + (two - one) * (1e9 - 1));
  });
});
