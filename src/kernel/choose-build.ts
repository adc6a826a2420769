import type { ForwardPass } from "../contract/forward-pass.ts";
import { failureOf } from "../contract/outcome.ts";
import type { Gpt2Config } from "../gpt2/config.ts";
import { scaleName } from "../gpt2/package-names.ts";
import { gpt2Tensors } from "../gpt2/tensors.ts";
import { fastestOf } from "./fastest-of.ts";
import { startForwardPass } from "./start-forward-pass.ts";
import type { WeightTensor } from "./weights.ts";

/** One layer, wide enough that its products decide the time. */
const SHAPE: Gpt2Config = {
  n_embd: 256,
  n_head: 4,
  n_layer: 1,
  n_inner: 1024,
  n_positions: 32,
  vocab_size: 256,
  activation_function: "gelu_new",
  layer_norm_epsilon: 1e-5,
  scale_attn_weights: true,
  scale_attn_by_inverse_layer_idx: false,
  reorder_and_upcast_attn: false,
  tie_word_embeddings: true,
};

/** Rounds of which the fastest counts; the first ones run code that the engine has not optimized yet. */
const ROUNDS = 12;
/** The relaxed build must be faster by this factor: decoding is as fast in both wherever memory decides. */
const CLEARLY = 0.9;

/**
 * The build that is faster on this processor: the relaxed one where its dot product is one instruction (ARM since 2017,
 * x86 with AVX-VNNI) and its logits are those of the other to the last bit. Takes some ten milliseconds. Where there is no
 * memory for the trial, it is the plain one.
 */
export async function chooseBuild(
  plain: WebAssembly.Module,
  relaxed: WebAssembly.Module,
  now: () => number,
): Promise<WebAssembly.Module> {
  try {
    return (await isFaster(relaxed, plain, now)) ? relaxed : plain;
  } catch (error) {
    if (failureOf(error).code !== "out_of_memory") throw error;
    return plain;
  }
}

async function isFaster(relaxed: WebAssembly.Module, plain: WebAssembly.Module, now: () => number): Promise<boolean> {
  const passes = [await startForwardPass(plain, SHAPE, tensors()), await startForwardPass(relaxed, SHAPE, tensors())];
  const logits: Float32Array[] = [];
  let isSame = true;
  const works = passes.map((pass, i) => async () => {
    logits[i] = await prefill(pass);
    // Each time: the engine compiles anew what it runs often, and may get only one of its ways right.
    if (i === 1) isSame &&= same(logits);
  });
  const [plainTime = 0, relaxedTime = 0] = await fastestOf(works, now, ROUNDS);
  return isSame && relaxedTime < plainTime * CLEARLY;
}

async function prefill(pass: ForwardPass): Promise<Float32Array> {
  await pass.truncate(0);
  return pass.forward([Array.from({ length: SHAPE.n_positions }, (_, i) => (i * 41) % SHAPE.vocab_size)]);
}

function same([one, other]: readonly Float32Array[]): boolean {
  return one?.every((value, i) => value === other?.[i]) ?? false;
}

/** Weights of no meaning, spread over their range. */
function tensors(): WeightTensor[] {
  return gpt2Tensors(SHAPE).flatMap(({ name, kind, inputs, outputs }) => {
    if (kind === "positions") return [fill(name, [inputs, outputs], 0.1)];
    if (kind === "vector") return [fill(name, [outputs], /ln_\w+\.weight$/.test(name) ? 1 : 0.1)];
    return [
      tensor(name, "int8", [inputs, outputs], spread(inputs * outputs)),
      fill(scaleName(name), [outputs], 0.01 / Math.sqrt(inputs)),
    ];
  });
}

function fill(name: string, dims: readonly number[], value: number): WeightTensor {
  const count = dims.reduce((product, size) => product * size, 1);
  return tensor(name, "float32", dims, new Float32Array(count).fill(value));
}

function spread(count: number): Int8Array<ArrayBuffer> {
  return Int8Array.from({ length: count }, (_, i) => ((i * 7919) % 255) - 127);
}

function tensor(
  name: string,
  type: WeightTensor["type"],
  dims: readonly number[],
  values: ArrayBufferView<ArrayBuffer>,
): WeightTensor {
  async function* read() {
    yield new Uint8Array(values.buffer);
  }
  return { name, type, dims, read };
}
