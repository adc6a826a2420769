import { at } from "../../../contract/at.ts";
import { halfValues } from "../../../contract/half-values.ts";
import { decodeQ2K, decodeQ3K, decodeQ4K, decodeQ5K, decodeQ6K } from "./k-quants.ts";

/**
 * Writes the values of a block.
 * @param b the tensor's bytes, the block's `from` on
 * @param half the number in half precision at a byte
 * @param to the place of its first value in `values`
 */
export type DecodeBlock = (
  b: Uint8Array,
  from: number,
  half: (at: number) => number,
  values: Float32Array,
  to: number,
) => void;

/** How ggml stores the values of a tensor. */
export interface BlockType {
  readonly name: string;
  /** Values of a block; no block begins in one row and ends in another. */
  readonly values: number;
  readonly bytes: number;
  /** Absent where safetensors has such a dtype, of the same name. */
  readonly decode?: DecodeBlock;
}

/** Blocks of 32 values of 4 bits: byte i holds value i below value i + 16. */
function nibbles(quants: number, number: (bits: number, i: number) => number): DecodeBlock {
  return (b, from, _half, values, to) => {
    for (let i = 0; i < 16; i++) {
      const byte = at(b, from + quants + i);
      values[to + i] = number(byte & 15, i);
      values[to + i + 16] = number(byte >> 4, i + 16);
    }
  };
}

const decodeQ40: DecodeBlock = (b, from, half, values, to) => {
  const d = half(from);
  nibbles(2, (bits) => d * (bits - 8))(b, from, half, values, to);
};

const decodeQ41: DecodeBlock = (b, from, half, values, to) => {
  const [d, min] = [half(from), half(from + 2)];
  nibbles(4, (bits) => d * bits + min)(b, from, half, values, to);
};

/** The fifth bit of value i is bit i of four bytes. */
function fifthBit(b: Uint8Array, from: number, i: number): number {
  return ((at(b, from + (i >> 3)) >> (i & 7)) & 1) << 4;
}

const decodeQ50: DecodeBlock = (b, from, half, values, to) => {
  const d = half(from);
  nibbles(6, (bits, i) => d * ((bits | fifthBit(b, from + 2, i)) - 16))(b, from, half, values, to);
};

const decodeQ51: DecodeBlock = (b, from, half, values, to) => {
  const [d, min] = [half(from), half(from + 2)];
  nibbles(8, (bits, i) => d * (bits | fifthBit(b, from + 4, i)) + min)(b, from, half, values, to);
};

const decodeQ80: DecodeBlock = (b, from, half, values, to) => {
  const d = half(from);
  for (let i = 0; i < 32; i++) values[to + i] = d * ((at(b, from + 2 + i) << 24) >> 24);
};

/** The types that can be read, by their numbers in ggml. */
export const BLOCK_TYPES: ReadonlyMap<number, BlockType> = new Map([
  [0, { name: "F32", values: 1, bytes: 4 }],
  [1, { name: "F16", values: 1, bytes: 2 }],
  [2, { name: "Q4_0", values: 32, bytes: 18, decode: decodeQ40 }],
  [3, { name: "Q4_1", values: 32, bytes: 20, decode: decodeQ41 }],
  [6, { name: "Q5_0", values: 32, bytes: 22, decode: decodeQ50 }],
  [7, { name: "Q5_1", values: 32, bytes: 24, decode: decodeQ51 }],
  [8, { name: "Q8_0", values: 32, bytes: 34, decode: decodeQ80 }],
  [10, { name: "Q2_K", values: 256, bytes: 84, decode: decodeQ2K }],
  [11, { name: "Q3_K", values: 256, bytes: 110, decode: decodeQ3K }],
  [12, { name: "Q4_K", values: 256, bytes: 144, decode: decodeQ4K }],
  [13, { name: "Q5_K", values: 256, bytes: 176, decode: decodeQ5K }],
  [14, { name: "Q6_K", values: 256, bytes: 210, decode: decodeQ6K }],
  [28, { name: "F64", values: 1, bytes: 8 }],
  [30, { name: "BF16", values: 1, bytes: 2 }],
]);

/** Names of the others, for messages. */
const OTHER_TYPES = new Map([
  [9, "Q8_1"],
  [15, "Q8_K"],
  [16, "IQ2_XXS"],
  [17, "IQ2_XS"],
  [18, "IQ3_XXS"],
  [19, "IQ1_S"],
  [20, "IQ4_NL"],
  [21, "IQ3_S"],
  [22, "IQ2_S"],
  [23, "IQ4_XS"],
  [24, "I8"],
  [25, "I16"],
  [26, "I32"],
  [27, "I64"],
  [29, "IQ1_M"],
  [34, "TQ1_0"],
  [35, "TQ2_0"],
  [39, "MXFP4"],
]);

export function nameType(number: number): string {
  return BLOCK_TYPES.get(number)?.name ?? OTHER_TYPES.get(number) ?? `ggml type ${number}`;
}

/** The values of whole blocks, in their order. */
export function decodeBlocks(type: Required<BlockType>, bytes: Uint8Array): Float32Array<ArrayBuffer> {
  const blocks = bytes.length / type.bytes;
  const values = new Float32Array(blocks * type.values);
  const halves = halfValues();
  const half = (place: number) => at(halves, at(bytes, place) | (at(bytes, place + 1) << 8));
  for (let block = 0; block < blocks; block++) {
    type.decode(bytes, block * type.bytes, half, values, block * type.values);
  }
  return values;
}
