import { describe, expect, it } from "vitest";
import { saying } from "../../../contract/testing/refused.ts";
import { readCheckpoint } from "../read-checkpoint.ts";
import { concat, floats, int } from "../testing/binary.ts";
import { tinyFiles, tinyTensors } from "../testing/tiny-checkpoint.ts";
import { GGUF_KEYS, type GgufPart, ggufTensors, key, otherKeys, writeGguf } from "../testing/write-gguf.ts";
import { bfloats } from "../testing/write-llmc.ts";
import { checkGgufStart, chooseGguf } from "./choose-gguf.ts";

const files = (more: Readonly<Record<string, string | Uint8Array | null>>) =>
  tinyFiles({ "config.json": null, "tokenizer.json": null, "model.safetensors": null, ...more });
const read = (bytes: Uint8Array, more: Readonly<Record<string, string>> = {}) =>
  readCheckpoint(files({ "tiny.gguf": bytes, ...more }));

async function expectTiny(bytes: Uint8Array): Promise<void> {
  const checkpoint = await read(bytes);
  expect(checkpoint.config).toMatchObject({ vocab_size: 3, n_positions: 4, n_inner: 8, layer_norm_epsilon: 1e-5 });
  expect(checkpoint.tensorNames).toEqual(tinyTensors().map(({ name }) => name));
  for (const { name, values } of tinyTensors())
    expect([name, ...(await checkpoint.tensor(name))]).toEqual([name, ...values]);
}

const [embedding, ...others] = ggufTensors();
const head = (change: Partial<GgufPart> = {}): GgufPart[] =>
  embedding ? [embedding, { ...embedding, name: "output.weight", ...change }, ...others] : [];
const half = (part: GgufPart): GgufPart => ({
  ...part,
  type: 30,
  bytes: bfloats([...new Float32Array(part.bytes.buffer)]),
});

describe("a GGUF file of GPT-2", () => {
  it.each([2, 3])("is read whole in version %i, its tokenizer with it", async (version) => {
    await expectTiny(writeGguf({ version }));
    const { tokenizer } = await read(writeGguf({ version }));
    expect(JSON.parse(tokenizer).model).toMatchObject({ vocab: { a: 0, b: 1, ab: 2 }, merges: ["a b"] });
  });

  it("may have 16-bit weights, and the embedding a second time as its head", async () => {
    await expectTiny(writeGguf({ tensors: ggufTensors().map(half) }));
    await expectTiny(writeGguf({ tensors: head() }));
  });

  it("has a head of its own where that differs", async () => {
    const { config, tensorNames } = await read(writeGguf({ tensors: head({ bytes: floats([1, 2, 3, 4, 5, 6]) }) }));
    expect([config.tie_word_embeddings, tensorNames.at(-1)]).toEqual([false, "lm_head.weight"]);
  });

  it("may be cut into parts, which must all be there", async () => {
    const parts = {
      "t-00001-of-00002.gguf": writeGguf({ tensors: ggufTensors().slice(0, 5) }),
      "t-00002-of-00002.gguf": writeGguf({ keys: [], tensors: ggufTensors().slice(5) }),
    };
    const { tensorNames } = await readCheckpoint(files(parts));
    expect(tensorNames).toEqual(tinyTensors().map(({ name }) => name));
    await expect(readCheckpoint(files({ ...parts, "t-00002-of-00002.gguf": null }))).rejects.toThrow(
      saying('names the part "t-00002-of-00002.gguf", which is not among the files'),
    );
  });

  it("gives quantized matrices turned as transformers has them", async () => {
    const checkpoint = await read(writeGguf(quantized()));
    const values = await checkpoint.tensor("h.0.mlp.c_proj.weight");
    // Output 1, input 2 of 128 inputs to 32 outputs: row 1 of the file, value 2.
    expect(values[2 * WIDTH + 1]).toBe(numberAt(128 + 2));
    expect((await checkpoint.tensor("wte.weight"))[WIDTH + 2]).toBe(numberAt(WIDTH + 2));
    expect(checkpoint.config.tie_word_embeddings).toBe(true);
  });

  it("says which tokens are special, unused or put around a text", async () => {
    const tokens = otherKeys({
      "tokenizer.ggml.tokens": key.texts("tokenizer.ggml.tokens", ["a", "<end>", "[PAD2]"]),
      "tokenizer.ggml.merges": key.texts("tokenizer.ggml.merges", []),
      "tokenizer.ggml.token_type": key.int32s("tokenizer.ggml.token_type", [1, 3, 5]),
      bos: key.uint32("tokenizer.ggml.bos_token_id", 1),
      eos: key.uint32("tokenizer.ggml.eos_token_id", 1),
      add: key.flag("tokenizer.ggml.add_bos_token", true),
    });
    const { tokenizer, generationConfig } = await read(writeGguf({ keys: tokens }));
    const json = JSON.parse(tokenizer);
    expect(json.model.vocab).toEqual({ a: 0, "<end>": 1 });
    expect(json.added_tokens).toMatchObject([{ id: 1, content: "<end>", special: true }]);
    expect(json.post_processor.single[0]).toEqual({ SpecialToken: { id: "<end>", type_id: 0 } });
    expect(generationConfig).toMatchObject({ bos_token_id: 1, eos_token_id: 1 });
  });

  it("takes a tokenizer that lies beside it instead of its own, of whatever kind that is", async () => {
    const keys = otherKeys({ "tokenizer.ggml.model": key.text("tokenizer.ggml.model", "bert") });
    await expect(read(writeGguf({ keys }))).rejects.toThrow(saying('tokenizer is of the kind "bert"'));
    const model = { type: "BPE", vocab: { a: 0, b: 1 }, merges: [] };
    const tokenizer = JSON.stringify({ model, pre_tokenizer: { type: "ByteLevel" }, decoder: { type: "ByteLevel" } });
    const found = await read(writeGguf({ keys }), { "tokenizer.json": tokenizer });
    expect(JSON.parse(found.tokenizer).model.vocab).toEqual({ a: 0, b: 1 });
  });

  it.each([
    ["another cut of words", { "tokenizer.ggml.pre": key.text("tokenizer.ggml.pre", "llama-bpe") }, '"llama-bpe"'],
    [
      "another architecture",
      { "general.architecture": key.text("general.architecture", "llama") },
      '"llama" is not supported',
    ],
    ["an adapter", { type: key.text("general.type", "adapter") }, '"general.type adapter" of the GGUF format'],
    ["no sizes", { "gpt2.block_count": null }, "gpt2.block_count is missing"],
  ])("refuses by name %s", async (_name, changes, message) => {
    await expect(read(writeGguf({ keys: otherKeys(changes) }))).rejects.toThrow(saying(message));
  });

  it("refuses weights of a type that nobody reads, by the names of tensor and type", async () => {
    const [first, ...rest] = ggufTensors();
    const tensors = first ? [{ ...first, type: 20 }, ...rest] : [];
    await expect(read(writeGguf({ tensors }))).rejects.toThrow(saying('"token_embd.weight" is stored as IQ4_NL'));
  });
});

describe("checkGgufStart", () => {
  const check = (bytes: Uint8Array) =>
    checkGgufStart(["tiny.gguf"], async (_name, most) => new TextDecoder().decode(bytes.slice(0, most)));

  it("takes GPT-2, and refuses other architectures and tokenizers by the first bytes", async () => {
    await expect(check(writeGguf())).resolves.toBeUndefined();
    const llama = otherKeys({ "general.architecture": key.text("general.architecture", "llama") });
    await expect(check(writeGguf({ keys: llama }))).rejects.toThrow(saying('"llama" is not supported'));
    const bert = otherKeys({ "tokenizer.ggml.model": key.text("tokenizer.ggml.model", "bert") });
    await expect(check(writeGguf({ keys: bert }))).rejects.toThrow(saying('the kind "bert"'));
    await expect(check(concat([int(0, 8)]))).rejects.toThrow(saying('"GGUF" at byte 0'));
    expect(GGUF_KEYS.length).toBeGreaterThan(0);
  });
});

describe("chooseGguf", () => {
  it.each([
    [["g.Q4_K_M.gguf", "g.Q8_0.gguf", "g.F32.gguf", "g.f16.gguf"], ["g.f16.gguf"]],
    [["g.IQ4_XS.gguf", "g.Q2_K.gguf", "imatrix.gguf"], ["g.Q2_K.gguf"]],
    [["g.Q4_0.gguf", "g.gguf"], ["g.gguf"]],
    [
      ["g-00002-of-00002.gguf", "g-00001-of-00002.gguf"],
      ["g-00001-of-00002.gguf", "g-00002-of-00002.gguf"],
    ],
    [["config.json"], []],
  ])("takes of %j the best", (names, expected) => expect(chooseGguf(names)).toEqual(expected));
});

const WIDTH = 32;

/** The number at a place of every quantized tensor. */
const numberAt = (place: number) => (place * 7) % 100;

/** A GPT-2 wide enough for blocks of 32, its matrices and embedding in Q8_0, the head a copy. */
function quantized() {
  const blocks = (inputs: number, outputs: number) =>
    concat(
      Array.from({ length: (inputs * outputs) / 32 }, (_, block) =>
        concat([[0, 0x3c], Array.from({ length: 32 }, (_, i) => numberAt(32 * block + i))]),
      ),
    );
  const matrix = (name: string, inputs: number, outputs: number): GgufPart[] => [
    { name: `${name}.weight`, dims: [inputs, outputs], type: 8, bytes: blocks(inputs, outputs) },
    { name: `${name}.bias`, dims: [outputs], type: 0, bytes: floats(Array(outputs).fill(0)) },
  ];
  const norm = (name: string): GgufPart[] =>
    ["weight", "bias"].map((kind) => ({
      name: `${name}.${kind}`,
      dims: [WIDTH],
      type: 0,
      bytes: floats(Array(WIDTH).fill(1)),
    }));
  const table = (name: string) => ({ name, dims: [WIDTH, 3], type: 8, bytes: blocks(WIDTH, 3) });
  const tensors = [
    table("token_embd.weight"),
    table("output.weight"),
    { name: "position_embd.weight", dims: [WIDTH, 4], type: 8, bytes: blocks(WIDTH, 4) },
    ...norm("blk.0.attn_norm"),
    ...matrix("blk.0.attn_qkv", WIDTH, 3 * WIDTH),
    ...matrix("blk.0.attn_output", WIDTH, WIDTH),
    ...norm("blk.0.ffn_norm"),
    ...matrix("blk.0.ffn_up", WIDTH, 4 * WIDTH),
    ...matrix("blk.0.ffn_down", 4 * WIDTH, WIDTH),
    ...norm("output_norm"),
  ];
  const keys = otherKeys({
    "gpt2.embedding_length": key.uint32("gpt2.embedding_length", WIDTH),
    "gpt2.feed_forward_length": key.uint32("gpt2.feed_forward_length", 4 * WIDTH),
  });
  return { keys, tensors };
}
