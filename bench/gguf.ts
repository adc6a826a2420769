import type { Checkpoint } from "../src/convert/checkpoint.ts";
import { toHalf } from "../src/convert/quantize/half.ts";
import { transpose } from "../src/convert/quantize/transpose.ts";

// GGUF version 3 as llama.cpp reads it: a header of keys and tensor descriptions, then the data, all little-endian.

const ALIGNMENT = 32;
const BLOCK = 32;
const HALF_BYTES = 2;

/** Types of values and of tensors, by their numbers in the format. */
const VALUE = { uint32: 4, int32: 5, float32: 6, bool: 7, string: 8, array: 9 } as const;
const TENSOR = { f32: 0, q4_0: 2, q8_0: 8 } as const;

export type GgufType = "q4_0" | "q8_0";

/** Names of GPT-2's parts in llama.cpp. */
const PARTS: readonly (readonly [string, string])[] = [
  ["ln_1", "attn_norm"],
  ["attn.c_attn", "attn_qkv"],
  ["attn.c_proj", "attn_output"],
  ["ln_2", "ffn_norm"],
  ["mlp.c_fc", "ffn_up"],
  ["mlp.c_proj", "ffn_down"],
];

interface Described {
  readonly name: string;
  /** Fastest dimension first. */
  readonly dims: readonly number[];
  readonly type: number;
  readonly bytes: Uint8Array;
}

/** The checkpoint as a GGUF file with matrices of one type, and a tokenizer of these tokens. */
export async function writeGguf(
  checkpoint: Checkpoint,
  type: GgufType,
  tokens: readonly string[],
): Promise<Uint8Array> {
  const tensors: Described[] = [];
  for (const name of checkpoint.tensorNames) {
    tensors.push(describeTensor(checkpoint, type, name, await checkpoint.tensor(name)));
  }
  const writer = new ByteWriter();
  const keys = keysOf(checkpoint, tokens);
  writer.bytes(new TextEncoder().encode("GGUF"));
  writer.uint32(3);
  writer.uint64(tensors.length);
  writer.uint64(keys.length);
  for (const write of keys) write(writer);
  let offset = 0;
  for (const { name, dims, type: number, bytes } of tensors) {
    writer.string(name);
    writer.uint32(dims.length);
    for (const size of dims) writer.uint64(size);
    writer.uint32(number);
    writer.uint64(offset);
    offset = aligned(offset + bytes.length);
  }
  writer.align();
  for (const { bytes } of tensors) {
    writer.bytes(bytes);
    writer.align();
  }
  return writer.toBytes();
}

function keysOf({ config }: Checkpoint, tokens: readonly string[]): ((writer: ByteWriter) => void)[] {
  const uint = (key: string, value: number) => (writer: ByteWriter) => {
    writer.string(key);
    writer.uint32(VALUE.uint32);
    writer.uint32(value);
  };
  const text = (key: string, value: string) => (writer: ByteWriter) => {
    writer.string(key);
    writer.uint32(VALUE.string);
    writer.string(value);
  };
  const list =
    (key: string, type: number, values: readonly unknown[], each: (writer: ByteWriter, i: number) => void) =>
    (writer: ByteWriter) => {
      writer.string(key);
      writer.uint32(VALUE.array);
      writer.uint32(type);
      writer.uint64(values.length);
      values.forEach((_, i) => {
        each(writer, i);
      });
    };
  const merges = ["a b"];
  return [
    text("general.architecture", "gpt2"),
    text("general.name", "bench"),
    uint("gpt2.context_length", config.n_positions),
    uint("gpt2.embedding_length", config.n_embd),
    uint("gpt2.block_count", config.n_layer),
    uint("gpt2.feed_forward_length", config.n_inner),
    uint("gpt2.attention.head_count", config.n_head),
    (writer) => {
      writer.string("gpt2.attention.layer_norm_epsilon");
      writer.uint32(VALUE.float32);
      writer.float32(config.layer_norm_epsilon);
    },
    text("tokenizer.ggml.model", "gpt2"),
    text("tokenizer.ggml.pre", "gpt-2"),
    list("tokenizer.ggml.tokens", VALUE.string, tokens, (writer, i) => writer.string(tokens[i] ?? "")),
    list("tokenizer.ggml.token_type", VALUE.int32, tokens, (writer) => writer.uint32(1)),
    list("tokenizer.ggml.merges", VALUE.string, merges, (writer, i) => writer.string(merges[i] ?? "")),
    uint("tokenizer.ggml.bos_token_id", tokens.length - 1),
    uint("tokenizer.ggml.eos_token_id", tokens.length - 1),
    (writer) => {
      writer.string("tokenizer.ggml.add_bos_token");
      writer.uint32(VALUE.bool);
      writer.bytes(Uint8Array.of(0));
    },
  ];
}

function describeTensor({ config }: Checkpoint, type: GgufType, name: string, values: Float32Array): Described {
  const floats = (dims: readonly number[]) => ({
    name: ggufName(name),
    dims,
    type: TENSOR.f32,
    bytes: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
  });
  if (name === "wpe.weight") return floats([config.n_embd, config.n_positions]);
  const inputs = name.endsWith("mlp.c_proj.weight") ? config.n_inner : config.n_embd;
  const table = name === "wte.weight";
  if (!table && !/\.c_\w+\.weight$/.test(name)) return floats([values.length]);
  const outputs = values.length / inputs;
  const rows = table ? values : transpose(values, outputs);
  const bytes = type === "q8_0" ? quantize8(rows) : quantize4(rows);
  return { name: ggufName(name), dims: [inputs, outputs], type: TENSOR[type], bytes };
}

function ggufName(name: string): string {
  const ends: Record<string, string> = { wte: "token_embd", wpe: "position_embd", ln_f: "output_norm" };
  const [, base = "", kind = ""] = /^(.*)\.(weight|bias)$/.exec(name) ?? [];
  const end = ends[base];
  if (end !== undefined) return `${end}.${kind}`;
  const [, layer, part] = /^h\.(\d+)\.(.*)$/.exec(base) ?? [];
  return `blk.${layer}.${PARTS.find(([ours]) => ours === part)?.[1]}.${kind}`;
}

/** Blocks of 32: a half-precision scale, then the int8 values. */
function quantize8(values: Float32Array): Uint8Array {
  const size = HALF_BYTES + BLOCK;
  const bytes = new Uint8Array((values.length / BLOCK) * size);
  const view = new DataView(bytes.buffer);
  for (let b = 0; b < values.length / BLOCK; b++) {
    const block = values.subarray(b * BLOCK, (b + 1) * BLOCK);
    const scale = largest(block) / 127;
    view.setUint16(b * size, toHalf(scale), true);
    block.forEach((value, i) => {
      view.setInt8(b * size + HALF_BYTES + i, scale === 0 ? 0 : Math.round(value / scale));
    });
  }
  return bytes;
}

/** Blocks of 32: a half-precision scale, then 16 bytes; byte i holds value i (low half) and value i + 16. */
function quantize4(values: Float32Array): Uint8Array {
  const size = HALF_BYTES + BLOCK / 2;
  const bytes = new Uint8Array((values.length / BLOCK) * size);
  const view = new DataView(bytes.buffer);
  for (let b = 0; b < values.length / BLOCK; b++) {
    const block = values.subarray(b * BLOCK, (b + 1) * BLOCK);
    const scale = largest(block) / 8;
    view.setUint16(b * size, toHalf(scale), true);
    const step = (i: number) => Math.min(15, Math.max(0, Math.round((block[i] ?? 0) / (scale || 1)) + 8));
    for (let i = 0; i < BLOCK / 2; i++) bytes[b * size + HALF_BYTES + i] = step(i) | (step(i + BLOCK / 2) << 4);
  }
  return bytes;
}

function largest(block: Float32Array): number {
  let most = 0;
  for (const value of block) most = Math.max(most, Math.abs(value));
  return most;
}

const aligned = (offset: number) => Math.ceil(offset / ALIGNMENT) * ALIGNMENT;

class ByteWriter {
  readonly #chunks: Uint8Array[] = [];
  #length = 0;

  bytes(bytes: Uint8Array): void {
    this.#chunks.push(bytes);
    this.#length += bytes.length;
  }

  uint32(value: number): void {
    this.bytes(new Uint8Array(Uint32Array.of(value).buffer));
  }

  uint64(value: number): void {
    this.bytes(new Uint8Array(BigUint64Array.of(BigInt(value)).buffer));
  }

  float32(value: number): void {
    this.bytes(new Uint8Array(Float32Array.of(value).buffer));
  }

  string(text: string): void {
    const bytes = new TextEncoder().encode(text);
    this.uint64(bytes.length);
    this.bytes(bytes);
  }

  align(): void {
    this.bytes(new Uint8Array(aligned(this.#length) - this.#length));
  }

  toBytes(): Uint8Array {
    const all = new Uint8Array(this.#length);
    let at = 0;
    for (const chunk of this.#chunks) {
      all.set(chunk, at);
      at += chunk.length;
    }
    return all;
  }
}
