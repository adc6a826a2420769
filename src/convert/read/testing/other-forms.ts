import type { NamedBytes } from "../../../contract/bytes.ts";
import { gpt2Tensors } from "../../../gpt2/tensors.ts";
import { readCheckpoint } from "../read-checkpoint.ts";
import { file, floats } from "./binary.ts";
import { pack, writeFlax } from "./write-flax.ts";
import { bundleVariable, writeBundle } from "./write-bundle.ts";
import { type GgufPart, ggufName, key, writeGguf } from "./write-gguf.ts";
import { asTorch } from "./write-llmc.ts";
import { op, pickledDict, stateDict, wholePickle } from "./write-pickle.ts";
import type { TinyTensor } from "./write-safetensors.ts";
import { torchEntries } from "./write-torch.ts";
import { writeZip } from "./write-zip.ts";

type Files = readonly NamedBytes[];

interface PlainTensor {
  readonly name: string;
  readonly kind: "matrix" | "table" | "positions" | "vector";
  /** As torch has it, and linear weights [outputs, inputs]. */
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

async function tensorsOf(files: Files): Promise<readonly PlainTensor[]> {
  const checkpoint = await readCheckpoint(files);
  const tensors: PlainTensor[] = [];
  for (const { name, kind, inputs, outputs } of gpt2Tensors(checkpoint.config)) {
    const values = [...(await checkpoint.tensor(name))];
    const turned = kind === "matrix" ? asTorch({ name, shape: [inputs, outputs], values }) : values;
    const shape = kind === "vector" ? [outputs] : kind === "positions" ? [inputs, outputs] : [outputs, inputs];
    tensors.push({ name, kind, shape, bytes: floats(turned) });
  }
  return tensors;
}

const withoutWeights = (files: Files) => files.filter(({ path }) => path !== "model.safetensors");
const numbers = (given: Readonly<Record<string, number>>) =>
  pickledDict(Object.entries(given).map(([name, value]) => [name, op.int(value)]));

/** A checkpoint of transformers as nanoGPT saves it: all in one file but the tokenizer. */
export async function inNanoGpt(files: Files): Promise<Files> {
  const { n_head } = (await readCheckpoint(files)).config;
  const tensors = (await tensorsOf(files)).map(
    ({ name, shape, bytes }): TinyTensor => ({ name: `_orig_mod.transformer.${name}`, shape, values: valuesOf(bytes) }),
  );
  const root = pickledDict([
    ["model", stateDict(tensors)],
    ["model_args", numbers({ n_head })],
  ]);
  const ckpt = file("ckpt.pt", writeZip(torchEntries(wholePickle(root), tensors)));
  return [...withoutWeights(files).filter(({ path }) => path !== "config.json"), ckpt];
}

/** A checkpoint of transformers with a byte-level tokenizer as gpt-2-simple saves it. */
export async function inTensorflow(files: Files): Promise<Files> {
  const { config, tokenizer, tensor } = await readCheckpoint(files);
  const { model } = JSON.parse(tokenizer);
  const { vocab_size, n_positions, n_embd, n_head, n_layer } = config;
  const variables = (await tensorsOf(files)).map(async ({ name, kind, shape }) => {
    const plain = kind === "matrix" ? [...shape].reverse() : shape;
    return bundleVariable({ name, shape: plain, values: [...(await tensor(name))] });
  });
  const { index, data } = writeBundle(await Promise.all(variables));
  const hparams = { n_vocab: vocab_size, n_ctx: n_positions, n_embd, n_head, n_layer };
  const merges = model.merges.map((merge: string | string[]) => (Array.isArray(merge) ? merge.join(" ") : merge));
  return [
    file("checkpoint", 'model_checkpoint_path: "model-1000"\nall_model_checkpoint_paths: "model-1000"\n'),
    file("counter", "1001\n"),
    file("encoder.json", JSON.stringify(model.vocab)),
    file("hparams.json", JSON.stringify(hparams)),
    file("model-1000.data-00000-of-00001", data),
    file("model-1000.index", index),
    file("vocab.bpe", ["#version: 0.2", ...merges, ""].join("\n")),
  ];
}

const valuesOf = (bytes: Uint8Array) => [...new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)];

/** A checkpoint of transformers with its weights as flax packs them. */
export async function inFlax(files: Files): Promise<Files> {
  const arrays = (await tensorsOf(files)).map(({ name, kind, shape, bytes }) => {
    const path = `transformer/${name.replaceAll(".", "/")}`;
    return [path.replace(/weight$/, kind === "matrix" ? "kernel" : "weight"), pack.array(shape, bytes)] as const;
  });
  return [...withoutWeights(files), file("flax_model.msgpack", writeFlax(Object.fromEntries(arrays)))];
}

/** A checkpoint of transformers with a byte-level tokenizer in one GGUF file. */
export async function inGguf(files: Files): Promise<Files> {
  const { config, tokenizer } = await readCheckpoint(files);
  const { model } = JSON.parse(tokenizer);
  const tokens = Object.entries<number>(model.vocab).sort(([, a], [, b]) => a - b);
  const end = tokens.length - 1;
  const tensors = (await tensorsOf(files)).map(
    ({ name, shape, bytes }): GgufPart => ({ name: ggufName(name), dims: [...shape].reverse(), type: 0, bytes }),
  );
  const keys = [
    key.text("general.architecture", "gpt2"),
    key.uint32("gpt2.context_length", config.n_positions),
    key.uint32("gpt2.embedding_length", config.n_embd),
    key.uint32("gpt2.block_count", config.n_layer),
    key.uint32("gpt2.feed_forward_length", config.n_inner),
    key.uint32("gpt2.attention.head_count", config.n_head),
    key.float32("gpt2.attention.layer_norm_epsilon", config.layer_norm_epsilon),
    key.text("tokenizer.ggml.model", "gpt2"),
    key.text("tokenizer.ggml.pre", "gpt-2"),
    key.texts(
      "tokenizer.ggml.tokens",
      tokens.map(([token]) => token),
    ),
    key.int32s(
      "tokenizer.ggml.token_type",
      tokens.map((_, id) => (id === end ? 3 : 1)),
    ),
    key.texts(
      "tokenizer.ggml.merges",
      model.merges.map((merge: string | string[]) => (Array.isArray(merge) ? merge.join(" ") : merge)),
    ),
    key.uint32("tokenizer.ggml.bos_token_id", end),
    key.uint32("tokenizer.ggml.eos_token_id", end),
  ];
  return [file("my.gguf", writeGguf({ keys, tensors }))];
}
