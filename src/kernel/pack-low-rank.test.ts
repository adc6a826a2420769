import { describe, expect, it } from "vitest";
import { packDown, packUp } from "./pack-low-rank.ts";

/** A of rank 9 on 40 inputs, B of 10 outputs: each number tells where it was. */
const [rank, inputs, outputs] = [9, 40, 10];
const term = {
  module: "h.0.attn.c_attn",
  rank,
  scale: 2,
  a: Float32Array.from({ length: rank * inputs }, (_, i) => (i % inputs) + 1),
  b: Float32Array.from({ length: outputs * rank }, (_, i) => Math.floor(i / rank) + 1),
};

function down(isMixed: boolean) {
  const [to, scales] = [new Int16Array(16 * 64), new Float32Array(16)];
  packDown(term, inputs, isMixed, to, scales, 4000);
  return { to, scales };
}

describe("packDown", () => {
  it("puts two columns of eight ranks side by side, 32 columns a chunk", () => {
    const { to, scales } = down(false);
    // The first rank's pairs: columns 1 and 2, then 3 and 4, in steps of 40 / 4000.
    expect([...to.subarray(0, 2), ...to.subarray(16, 18)]).toEqual([100, 200, 300, 400]);
    // The eighth rank stands at the end of the first eight, the ninth begins its own chunk of 256.
    expect([...to.subarray(14, 16), ...to.subarray(256, 258)]).toEqual([100, 200, 100, 200]);
    // The second chunk: columns 33 and 34, up to 40, then padding.
    expect([...to.subarray(512, 514), ...to.subarray(560, 562), ...to.subarray(576, 578)]).toEqual([
      3300, 3400, 3900, 4000, 0, 0,
    ]);
    // Times the scale and the largest magnitude of B.
    expect([...scales.subarray(0, 10)]).toEqual([...new Array(9).fill(Math.fround((40 / 4000) * 2 * 10)), 0]);
  });

  it("has the columns as weights of 4 bits want them", () => {
    const { to } = down(true);
    const pairs = [0, 16, 32, 48, 64].map((at) => [...to.subarray(at, at + 2)]);
    expect(pairs).toEqual([
      [100, 500],
      [200, 600],
      [300, 700],
      [400, 800],
      [900, 1300],
    ]);
  });
});

describe("packUp", () => {
  it("puts two ranks of eight outputs side by side, each rank as large as it may be", () => {
    const to = new Int16Array(16 * 16);
    const halved = { ...term, b: term.b.map((value, i) => (i % rank === 1 ? value / 2 : value)) };
    packUp(halved, outputs, to, 1000);
    // Outputs 1 and 2 of the first two ranks, in steps of a thousandth of each rank's largest, which is the tenth.
    expect([...to.subarray(0, 4)]).toEqual([100, 100, 200, 200]);
    // The ninth output, and behind all sixteen the ninth rank, which has no other beside it.
    expect([...to.subarray(64, 66), ...to.subarray(128, 130)]).toEqual([900, 900, 100, 0]);
  });

  it("leaves a rank of zeros zero", () => {
    const zeros = { ...term, b: term.b.map((value, i) => (i % rank === 0 ? 0 : value)) };
    const to = new Int16Array(16 * 16);
    packUp(zeros, outputs, to, 1000);
    expect([...to.subarray(0, 4)]).toEqual([0, 100, 0, 200]);
  });
});
