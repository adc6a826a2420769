import { maskedCrc32c } from "../tensorflow/crc32c.ts";
import { concat, floats, int, utf8 } from "./binary.ts";
import { TINY_CONFIG, tinyTensors } from "./tiny-checkpoint.ts";
import type { TinyTensor } from "./write-safetensors.ts";

/** A number in groups of 7 bits, the lowest first. */
export function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return Uint8Array.of(...bytes, rest);
}

const field = {
  number: (field: number, value: number) => concat([varint(field * 8), varint(value)]),
  bytes: (field: number, bytes: Uint8Array) => concat([varint(field * 8 + 2), varint(bytes.length), bytes]),
  fixed32: (field: number, value: number) => concat([varint(field * 8 + 5), int(value, 4)]),
};

/** A variable as the index describes it, and its bytes. */
export interface BundleVariable {
  readonly key: string;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
  readonly type?: number;
  readonly shard?: number;
  readonly offset?: number;
  readonly size?: number;
  readonly crc32c?: number;
  readonly sliced?: boolean;
}

/** A tensor of transformers as OpenAI's code names it. */
export function bundleVariable({ name, shape, values }: TinyTensor): BundleVariable {
  const path = name.replace(/^h\.(\d+)/, "h$1").replaceAll(".", "/");
  const isNorm = path.includes("ln_");
  const isTable = /^w[tp]e/.test(path);
  const key = isTable ? path.replace("/weight", "") : path.replace(/weight$/, isNorm ? "g" : "w").replace(/bias$/, "b");
  return { key: `model/${key}`, shape: key.endsWith("/w") ? [1, ...shape] : shape, bytes: floats(values) };
}

/** The variables of the tiny checkpoint. */
export function bundleVariables(): BundleVariable[] {
  return tinyTensors().map(bundleVariable);
}

const entryOf = (variable: BundleVariable, at: number): Uint8Array => {
  const {
    shape,
    bytes,
    type = 1,
    shard = 0,
    offset = at,
    size = bytes.length,
    crc32c = maskedCrc32c(bytes),
  } = variable;
  const dims = shape.map((count) => field.bytes(2, field.number(1, count)));
  return concat([
    field.number(1, type),
    field.bytes(2, concat(dims)),
    field.number(3, shard),
    field.number(4, offset),
    field.number(5, size),
    field.fixed32(6, crc32c),
    ...(variable.sliced ? [field.bytes(7, new Uint8Array())] : []),
  ]);
};

type Entry = readonly [key: string, value: Uint8Array];

/** A block of entries: each keeps the beginning of the key before it. */
export function block(entries: readonly Entry[]): Uint8Array<ArrayBuffer> {
  let before = "";
  const written = entries.map(([key, value]) => {
    let shared = 0;
    while (shared < before.length && before[shared] === key[shared]) shared++;
    before = key;
    const rest = utf8(key.slice(shared));
    return concat([varint(shared), varint(rest.length), varint(value.length), rest, value]);
  });
  return concat([...written, int(0, 4), int(1, 4)]);
}

/** A block with how it is compressed and its checksum behind it. */
export function sealed(bytes: Uint8Array, compression = 0): Uint8Array<ArrayBuffer> {
  const whole = concat([bytes, [compression]]);
  return concat([whole, int(maskedCrc32c(whole), 4)]);
}

const MAGIC = 0xdb47_7524_8b80_fb57n;

/** A table of blocks that are sealed as they are given. */
export function table(blocks: readonly Uint8Array[], magic = MAGIC): Uint8Array<ArrayBuffer> {
  const handle = (at: number, bytes: Uint8Array) => concat([varint(at), varint(bytes.length - 5)]);
  let at = 0;
  const handles = blocks.map((bytes, i) => {
    at += bytes.length;
    return [String(i), handle(at - bytes.length, bytes)] as const;
  });
  const [meta, index] = [sealed(block([])), sealed(block(handles))];
  const footer = concat([handle(at, meta), handle(at + meta.length, index), new Uint8Array(40)]).slice(0, 40);
  return concat([...blocks, meta, index, footer, int(magic, 8)]);
}

/** What the header says when there is one shard, in this machine's order. */
export const BUNDLE_HEADER: Uint8Array = concat([field.number(1, 1), field.bytes(3, field.number(1, 1))]);

export interface Bundle {
  readonly index: Uint8Array;
  readonly data: Uint8Array;
}

/** The entries of variables whose bytes lie one behind the other, in the order of their keys. */
export function bundleEntries(
  variables: readonly BundleVariable[] = bundleVariables(),
  header = BUNDLE_HEADER,
): Entry[] {
  let at = 0;
  const entries = variables.map((variable): Entry => {
    at += variable.bytes.length;
    return [variable.key, entryOf(variable, at - variable.bytes.length)];
  });
  return [["", header], ...entries.sort(([a], [b]) => (a < b ? -1 : 1))];
}

export function writeBundle(variables: readonly BundleVariable[] = bundleVariables(), header = BUNDLE_HEADER): Bundle {
  const entries = bundleEntries(variables, header);
  const half = Math.ceil(entries.length / 2);
  const blocks = [entries.slice(0, half), entries.slice(half)].map((some) => sealed(block(some)));
  return { index: table(blocks), data: concat(variables.map(({ bytes }) => bytes)) };
}

const { vocab_size, n_positions, n_embd, n_head, n_layer } = TINY_CONFIG;
export const HPARAMS_JSON = JSON.stringify({ n_vocab: vocab_size, n_ctx: n_positions, n_embd, n_head, n_layer });

/** The files of the tiny checkpoint beside the tokenizer's. */
export function bundleFiles({ index, data }: Bundle, prefix = "model-9"): Record<string, Uint8Array | string | null> {
  return {
    "config.json": null,
    "model.safetensors": null,
    "hparams.json": HPARAMS_JSON,
    [`${prefix}.index`]: index,
    [`${prefix}.data-00000-of-00001`]: data,
  };
}
