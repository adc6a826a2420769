import { at } from "../../../contract/at.ts";
import { concat, floats, int } from "./binary.ts";
import { TINY_CONFIG, tinyTensors } from "./tiny-checkpoint.ts";
import type { TinyTensor } from "./write-safetensors.ts";

const HEADER_INTEGERS = 256;
const ORDER = [
  "wte.weight",
  "wpe.weight",
  "h.0.ln_1.weight",
  "h.0.ln_1.bias",
  "h.0.attn.c_attn.weight",
  "h.0.attn.c_attn.bias",
  "h.0.attn.c_proj.weight",
  "h.0.attn.c_proj.bias",
  "h.0.ln_2.weight",
  "h.0.ln_2.bias",
  "h.0.mlp.c_fc.weight",
  "h.0.mlp.c_fc.bias",
  "h.0.mlp.c_proj.weight",
  "h.0.mlp.c_proj.bias",
  "ln_f.weight",
  "ln_f.bias",
];
const { n_positions, vocab_size, n_layer, n_head, n_embd } = TINY_CONFIG;

/** The first integers of the header; the embedding is padded to 5 rows. */
export const LLMC_HEADER: readonly number[] = [20_240_326, 3, n_positions, vocab_size, n_layer, n_head, n_embd, 5];

/** The tiny checkpoint as llm.c writes it. */
export function writeLlmc(header: readonly number[] = LLMC_HEADER): Uint8Array<ArrayBuffer> {
  const rows = header[1] === 1 ? vocab_size : at(LLMC_HEADER, 7);
  const integers = Array.from({ length: HEADER_INTEGERS }, (_, i) => int(header[i] ?? 0, 4));
  const values = ORDER.flatMap((name) => valuesOf(name, rows));
  return concat([...integers, header[1] === 5 ? bfloats(values) : floats(values)]);
}

function valuesOf(name: string, rows: number): readonly number[] {
  const tensor = tinyTensors().find((one) => one.name === name);
  if (!tensor) throw new Error(`There is no ${name}.`);
  if (name === "wte.weight") return [...tensor.values, ...Array<number>((rows - vocab_size) * n_embd).fill(9)];
  return /\.c_\w+\.weight$/.test(name) ? asTorch(tensor) : tensor.values;
}

/** The values of a linear weight as [outputs, inputs]. */
export function asTorch({ shape, values }: TinyTensor): readonly number[] {
  const [inputs = 0, outputs = 0] = shape;
  return Array.from({ length: inputs * outputs }, (_, i) =>
    at(values, (i % inputs) * outputs + Math.floor(i / inputs)),
  );
}

/** As bfloat16, cut off: the tiny checkpoint's values lose nothing. */
export function bfloats(values: readonly number[]): Uint8Array {
  const halves = new Uint16Array(floats(values).buffer).filter((_, i) => i % 2 === 1);
  return new Uint8Array(halves.buffer);
}
