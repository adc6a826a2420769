import { type TinyTensor, writeSafetensors } from "./write-safetensors.ts";

/** What comes after a token: the token with the highest score, 8 unless said otherwise; every other token scores 0. */
export type Link = readonly [from: number, to: number, score?: number];

export interface Chain {
  readonly links: readonly Link[];
  /** Special tokens after the 256 bytes, from id 256 on. */
  readonly special: readonly string[];
  readonly config?: object;
  /** Content of `generation_config.json`; without it there is no such file. */
  readonly generation?: object;
  /** A special token that the tokenizer puts before every text. */
  readonly before?: string;
}

const POSITIONS = 32;
const INNER = 8;

/**
 * A GPT-2 of one token per byte whose next token depends on the last one alone, as the links say: the text that comes of
 * it can be read off them.
 */
export function chainFiles({ links, special, config, generation, before }: Chain): Record<string, string | Uint8Array> {
  const vocab_size = 256 + special.length;
  const n_embd = vocab_size + (vocab_size % 2);
  const sizes = { n_positions: POSITIONS, n_embd, n_layer: 1, n_head: 2, n_inner: INNER, vocab_size };
  const head = { model_type: "gpt2", architectures: ["GPT2LMHeadModel"], tie_word_embeddings: false };
  return {
    "config.json": JSON.stringify({ ...head, ...sizes, ...config }),
    "tokenizer.json": JSON.stringify(tokenizer(special, before)),
    "model.safetensors": writeSafetensors(tensors(vocab_size, n_embd, links)),
    ...(generation && { "generation_config.json": JSON.stringify(generation) }),
  };
}

/** Each token is a direction of its own, which the layer, all zeros, leaves as it is. */
function tensors(vocabSize: number, width: number, links: readonly Link[]): TinyTensor[] {
  const filled = (name: string, shape: number[], value: number): TinyTensor => ({
    name,
    shape,
    values: new Array<number>(shape.reduce((count, size) => count * size, 1)).fill(value),
  });
  const norm = (name: string) => [filled(`${name}.weight`, [width], 1), filled(`${name}.bias`, [width], 0)];
  const linear = (name: string, inputs: number, outputs: number) => [
    filled(`${name}.weight`, [inputs, outputs], 0),
    filled(`${name}.bias`, [outputs], 0),
  ];
  const table = (name: string, cells: readonly Link[]): TinyTensor => {
    const values = new Array<number>(vocabSize * width).fill(0);
    for (const [column, row, value = 8] of cells) values[row * width + column] = value;
    return { name, shape: [vocabSize, width], values };
  };
  const itself = Array.from({ length: vocabSize }, (_, id): Link => [id, id, 1]);
  return [
    table("wte.weight", itself),
    filled("wpe.weight", [POSITIONS, width], 0),
    ...norm("h.0.ln_1"),
    ...linear("h.0.attn.c_attn", width, 3 * width),
    ...linear("h.0.attn.c_proj", width, width),
    ...norm("h.0.ln_2"),
    ...linear("h.0.mlp.c_fc", width, INNER),
    ...linear("h.0.mlp.c_proj", INNER, width),
    ...norm("ln_f"),
    table("lm_head.weight", links),
  ];
}

function tokenizer(special: readonly string[], before: string | undefined): object {
  const byteLevel = { type: "ByteLevel", add_prefix_space: false, trim_offsets: true, use_regex: true };
  const flags = { single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
  const added = special.map((content, i) => ({ id: 256 + i, content, ...flags }));
  const vocab = Object.fromEntries(byteSymbols().map((symbol, byte) => [symbol, byte]));
  return {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: added,
    normalizer: null,
    pre_tokenizer: byteLevel,
    post_processor: before === undefined ? byteLevel : template(before, 256 + special.indexOf(before)),
    decoder: byteLevel,
    model: { type: "BPE", dropout: null, unk_token: null, vocab, merges: [] },
  };
}

function template(token: string, id: number): object {
  const text = { Sequence: { id: "A", type_id: 0 } };
  const begin = { SpecialToken: { id: token, type_id: 0 } };
  return {
    type: "TemplateProcessing",
    single: [begin, text],
    pair: [begin, text, { Sequence: { id: "B", type_id: 1 } }],
    special_tokens: { [token]: { id: token, ids: [id], tokens: [token] } },
  };
}

/** The visible character that stands for each byte in GPT-2's vocabulary. */
function byteSymbols(): string[] {
  const isVisible = (byte: number) => (byte > 32 && byte < 127) || (byte > 160 && byte !== 173);
  let hidden = 0;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(isVisible(byte) ? byte : 256 + hidden++));
}
