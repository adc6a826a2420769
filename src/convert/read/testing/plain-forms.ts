import type { NamedBytes } from "../../../contract/bytes.ts";
import { gpt2Tensors } from "../../../gpt2/tensors.ts";
import { readCheckpoint } from "../read-checkpoint.ts";
import { file, floats } from "./binary.ts";
import { fixtureFiles } from "./checkpoints.ts";
import { pack, writeFlax } from "./write-flax.ts";
import { type GgufPart, ggufName, key, writeGguf } from "./write-gguf.ts";
import { asTorch } from "./write-llmc.ts";

interface PlainTensor {
  readonly name: string;
  readonly kind: "matrix" | "table" | "positions" | "vector";
  /** As torch has it, and linear weights [outputs, inputs]. */
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/** The tensors of the plain checkpoint of the fixtures, which is large enough to be run. */
async function plainTensors(): Promise<readonly PlainTensor[]> {
  const checkpoint = await readCheckpoint(fixtureFiles("plain", "safetensors"));
  const tensors: PlainTensor[] = [];
  for (const { name, kind, inputs, outputs } of gpt2Tensors(checkpoint.config)) {
    const values = [...(await checkpoint.tensor(name))];
    const turned = kind === "matrix" ? asTorch({ name, shape: [inputs, outputs], values }) : values;
    const shape = kind === "vector" ? [outputs] : kind === "positions" ? [inputs, outputs] : [outputs, inputs];
    tensors.push({ name, kind, shape, bytes: floats(turned) });
  }
  return tensors;
}

/** The plain checkpoint with its weights as flax packs them. */
export async function plainInFlax(): Promise<readonly NamedBytes[]> {
  const arrays = (await plainTensors()).map(({ name, kind, shape, bytes }) => {
    const path = `transformer/${name.replaceAll(".", "/")}`;
    return [path.replace(/weight$/, kind === "matrix" ? "kernel" : "weight"), pack.array(shape, bytes)] as const;
  });
  const others = fixtureFiles("plain", "safetensors").filter(({ path }) => path !== "model.safetensors");
  return [...others, file("flax_model.msgpack", writeFlax(Object.fromEntries(arrays)))];
}

/** The plain checkpoint in one GGUF file. */
export async function plainInGguf(): Promise<Uint8Array<ArrayBuffer>> {
  const { config, tokenizer } = await readCheckpoint(fixtureFiles("plain", "safetensors"));
  const { model } = JSON.parse(tokenizer);
  const tokens = Object.entries<number>(model.vocab).sort(([, a], [, b]) => a - b);
  const end = tokens.length - 1;
  const tensors = (await plainTensors()).map(
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
  return writeGguf({ keys, tensors });
}
