import { concat, floats, int, utf8 } from "./binary.ts";
import { TINY_CONFIG, TINY_TOKENIZER, tinyTensors } from "./tiny-checkpoint.ts";
import { asTorch } from "./write-llmc.ts";

const ALIGNMENT = 32;

/** A tensor as the header describes it, and its bytes. */
export interface GgufPart {
  readonly name: string;
  /** The one that runs fastest first. */
  readonly dims: readonly (number | bigint)[];
  readonly type: number;
  readonly bytes: Uint8Array;
  /** Where it says that its bytes begin, if elsewhere. */
  readonly offset?: number | bigint;
}

/** A key with the type and the bytes of its value. */
export interface GgufKey {
  readonly key: string;
  readonly type: number;
  readonly value: Uint8Array;
}

const text = (value: string) => concat([int(utf8(value).length, 8), utf8(value)]);

export const key = {
  uint32: (name: string, value: number): GgufKey => ({ key: name, type: 4, value: int(value, 4) }),
  int32s: (name: string, values: readonly number[]): GgufKey =>
    list(
      name,
      5,
      values.map((value) => int(value, 4)),
    ),
  float32: (name: string, value: number): GgufKey => ({ key: name, type: 6, value: floats([value]) }),
  flag: (name: string, value: boolean): GgufKey => ({ key: name, type: 7, value: int(value ? 1 : 0, 1) }),
  text: (name: string, value: string): GgufKey => ({ key: name, type: 8, value: text(value) }),
  texts: (name: string, values: readonly string[]): GgufKey => list(name, 8, values.map(text)),
};

function list(name: string, each: number, values: readonly Uint8Array[]): GgufKey {
  return { key: name, type: 9, value: concat([int(each, 4), int(values.length, 8), ...values]) };
}

/** The keys of the tiny checkpoint, as llama.cpp's converter writes them. */
export const GGUF_KEYS: readonly GgufKey[] = [
  key.text("general.architecture", "gpt2"),
  key.text("general.name", "tiny"),
  key.uint32("gpt2.context_length", TINY_CONFIG.n_positions),
  key.uint32("gpt2.embedding_length", TINY_CONFIG.n_embd),
  key.uint32("gpt2.block_count", TINY_CONFIG.n_layer),
  key.uint32("gpt2.feed_forward_length", 4 * TINY_CONFIG.n_embd),
  key.uint32("gpt2.attention.head_count", TINY_CONFIG.n_head),
  key.float32("gpt2.attention.layer_norm_epsilon", 1e-5),
  key.text("tokenizer.ggml.model", "gpt2"),
  key.text("tokenizer.ggml.pre", "gpt-2"),
  key.texts("tokenizer.ggml.tokens", Object.keys(TINY_TOKENIZER.model.vocab)),
  key.int32s("tokenizer.ggml.token_type", [1, 1, 1]),
  key.texts("tokenizer.ggml.merges", TINY_TOKENIZER.model.merges),
];

/** The same keys, some with other values, left out (`null`) or added. */
export function otherKeys(changes: Readonly<Record<string, GgufKey | null>>): GgufKey[] {
  const kept = GGUF_KEYS.flatMap((one) => changes[one.key] ?? (changes[one.key] === null ? [] : one));
  const known = new Set(GGUF_KEYS.map((one) => one.key));
  return [...kept, ...Object.values(changes).flatMap((one) => (one === null || known.has(one.key) ? [] : one))];
}

const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^wte/, "token_embd"],
  [/^wpe/, "position_embd"],
  [/^ln_f/, "output_norm"],
  [/^h\.\d+\.ln_1/, "blk.N.attn_norm"],
  [/^h\.\d+\.attn\.c_attn/, "blk.N.attn_qkv"],
  [/^h\.\d+\.attn\.c_proj/, "blk.N.attn_output"],
  [/^h\.\d+\.ln_2/, "blk.N.ffn_norm"],
  [/^h\.\d+\.mlp\.c_fc/, "blk.N.ffn_up"],
  [/^h\.\d+\.mlp\.c_proj/, "blk.N.ffn_down"],
];

/** What llama.cpp calls a tensor of GPT-2. */
export function ggufName(tensor: string): string {
  const [, name = ""] = NAMES.find(([pattern]) => pattern.test(tensor)) ?? [];
  return name.replace("N", /\d+/.exec(tensor)?.[0] ?? "") + tensor.slice(tensor.lastIndexOf("."));
}

/** The tensors of the tiny checkpoint, as llama.cpp's converter writes them. */
export function ggufTensors(): GgufPart[] {
  return tinyTensors().map((tensor) => {
    const isMatrix = /\.c_\w+\.weight$/.test(tensor.name);
    return {
      name: ggufName(tensor.name),
      dims: isMatrix ? tensor.shape : [...tensor.shape].reverse(),
      type: 0,
      bytes: floats(isMatrix ? asTorch(tensor) : tensor.values),
    };
  });
}

export interface GgufParts {
  readonly version: number;
  readonly keys: readonly GgufKey[];
  readonly tensors: readonly GgufPart[];
  /** What the header says of how many there are. */
  readonly keyCount: number | bigint;
  readonly tensorCount: number | bigint;
}

export function writeGguf(change: Partial<GgufParts> = {}): Uint8Array<ArrayBuffer> {
  const { version = 3, keys = GGUF_KEYS, tensors = ggufTensors() } = change;
  const { keyCount = keys.length, tensorCount = tensors.length } = change;
  let at = 0;
  const described = tensors.map(({ name, dims, type, bytes, offset = at }) => {
    at += bytes.length + padding(bytes.length);
    return concat([text(name), int(dims.length, 4), ...dims.map((size) => int(size, 8)), int(type, 4), int(offset, 8)]);
  });
  const header = concat([
    utf8("GGUF"),
    int(version, 4),
    int(tensorCount, 8),
    int(keyCount, 8),
    ...keys.map(({ key: name, type, value }) => concat([text(name), int(type, 4), value])),
    ...described,
  ]);
  const padded = (bytes: Uint8Array) => concat([bytes, new Uint8Array(padding(bytes.length))]);
  return concat([padded(header), ...tensors.map(({ bytes }) => padded(bytes))]);
}

const padding = (bytes: number) => (ALIGNMENT - (bytes % ALIGNMENT)) % ALIGNMENT;
