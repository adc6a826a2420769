import { at } from "../../../contract/at.ts";
import type { DecodeBlock } from "./block-types.ts";

/*
 * K quants of ggml: blocks of 256 values in eight or sixteen groups, each with a scale of few bits under the block's own in half
 * precision. `b` is the whole tensor's bytes, `from` where the block begins there, `to` where its values begin.
 */

/** Sixteen groups: 4-bit scales and minima, 2-bit values. */
export const decodeQ2K: DecodeBlock = (b, from, half, values, to) => {
  const [d, min] = [half(from + 80), half(from + 82)];
  for (let group = 0; group < 16; group++) {
    const scale = at(b, from + group);
    const [step, offset] = [d * (scale & 15), min * (scale >> 4)];
    const shift = 2 * ((group >> 1) & 3);
    const quants = from + 16 + 32 * (group >> 3) + 16 * (group & 1);
    for (let i = 0; i < 16; i++) {
      values[to + 16 * group + i] = step * ((at(b, quants + i) >> shift) & 3) - offset;
    }
  }
};

/** Sixteen groups: 6-bit signed scales, 3-bit values whose highest bits lie apart. */
export const decodeQ3K: DecodeBlock = (b, from, half, values, to) => {
  const d = half(from + 108);
  for (let group = 0; group < 16; group++) {
    const low = (at(b, from + 96 + (group & 7)) >> (group < 8 ? 0 : 4)) & 15;
    const high = (at(b, from + 104 + (group & 3)) >> (2 * (group >> 2))) & 3;
    const step = d * ((low | (high << 4)) - 32);
    const shift = 2 * ((group >> 1) & 3);
    const mask = 1 << (group >> 1);
    const quants = from + 32 + 32 * (group >> 3) + 16 * (group & 1);
    for (let i = 0; i < 16; i++) {
      const bits = (at(b, quants + i) >> shift) & 3;
      values[to + 16 * group + i] = step * (at(b, from + 16 * (group & 1) + i) & mask ? bits : bits - 4);
    }
  }
};

/** The 6-bit scale and minimum of one of eight groups, packed into 12 bytes. */
function scaleAndMin(b: Uint8Array, from: number, group: number): readonly [scale: number, min: number] {
  const first = at(b, from + group);
  const second = at(b, from + group + 4);
  if (group < 4) return [first & 63, second & 63];
  const before = at(b, from + group - 4);
  return [(second & 15) | ((before >> 6) << 4), (second >> 4) | ((first >> 6) << 4)];
}

/**
 * Eight groups of values whose low four bits begin at `quants`.
 * @param high the bits above them, of value `i` of a group
 */
function eightGroups(
  quants: number,
  high: (b: Uint8Array, from: number, group: number, i: number) => number,
): DecodeBlock {
  return (b, from, half, values, to) => {
    const [d, min] = [half(from), half(from + 2)];
    for (let group = 0; group < 8; group++) {
      const [scale, least] = scaleAndMin(b, from + 4, group);
      const low = from + quants + 32 * (group >> 1);
      const shift = 4 * (group & 1);
      for (let i = 0; i < 32; i++) {
        const bits = ((at(b, low + i) >> shift) & 15) | high(b, from, group, i);
        values[to + 32 * group + i] = d * scale * bits - min * least;
      }
    }
  };
}

/** Eight groups, 4-bit values. */
export const decodeQ4K = eightGroups(16, () => 0);

/** Eight groups, 5-bit values whose highest bits lie apart. */
export const decodeQ5K = eightGroups(48, (b, from, group, i) => ((at(b, from + 16 + i) >> group) & 1) << 4);

/** Sixteen groups: 8-bit signed scales, 6-bit values whose two highest bits lie apart. */
export const decodeQ6K: DecodeBlock = (b, from, half, values, to) => {
  const d = half(from + 208);
  for (let group = 0; group < 16; group++) {
    const scale = (at(b, from + 192 + group) << 24) >> 24;
    // In each half of the block 64 bytes hold the low bits of 128 values, 32 bytes the high ones.
    const [side, quarter, place] = [group >> 3, (group >> 1) & 3, 16 * (group & 1)];
    const low = from + 64 * side + 32 * (quarter & 1) + place;
    const high = from + 128 + 32 * side + place;
    for (let i = 0; i < 16; i++) {
      const bits = ((at(b, low + i) >> (4 * (quarter >> 1))) & 15) | (((at(b, high + i) >> (2 * quarter)) & 3) << 4);
      values[to + 16 * group + i] = d * scale * (bits - 32);
    }
  }
};
