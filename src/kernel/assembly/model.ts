import { Activation } from "./activation";
import { allocateInt4, allocateLinear } from "./allocate-linear";
import { allocateBuffers } from "./buffers";
import { Config, hasInt4, LAYER_MATRICES } from "./config";
import { Linear, padTo, sumRows } from "./linear";
import { allocate, release } from "./memory";
import { allocateThreads } from "./thread-buffers";

// One module instance holds one model.

export let width: i32 = 0;
export let heads: i32 = 0;
export let layers: i32 = 0;
export let inner: i32 = 0;
export let vocabulary: i32 = 0;
export let activation: Activation = Activation.geluTanh;
export let epsilon: f32 = 0;
/** 1: scores divided by √headWidth. */
export let scaleScores: bool = false;
/** 1: scores of layer i divided by i + 1 as well. */
export let scaleByLayer: bool = false;

/** float32 [positions][width] */
export let positionTable: usize = 0;
export let finalNormWeight: usize = 0;
export let finalNormBias: usize = 0;
let embeddingAddress: usize = 0;
let headAddress: usize = 0;
let layerTable: usize = 0;

@unmanaged
export class Layer {
  ln_1_weight: usize;
  ln_1_bias: usize;
  c_attn: usize;
  attn_c_proj: usize;
  ln_2_weight: usize;
  ln_2_bias: usize;
  c_fc: usize;
  mlp_c_proj: usize;
}

@inline
export function layerAt(index: i32): Layer {
  return changetype<Layer>(layerTable + <usize>index * offsetof<Layer>());
}

@inline
export function linearAt(address: usize): Linear {
  return changetype<Linear>(address);
}

@inline
export function embedding(): Linear {
  return changetype<Linear>(embeddingAddress);
}

@inline
export function head(): Linear {
  return changetype<Linear>(headAddress);
}

/**
 * Takes all memory of the model but the key/value cache; everything is zero afterwards. Blocks come in a fixed order, so
 * a helper's instance on the same memory that calls this for the same config finds all of them where they are, and writes
 * nothing but what is there.
 * @param member a helper's number from 0 on; their count for the thread that they help
 * @returns false when the memory is exhausted; then it is as before, for another call
 */
export function setUp(config: Config, member: i32): bool {
  width = config.n_embd;
  heads = config.n_head;
  layers = config.n_layer;
  inner = config.n_inner;
  vocabulary = config.vocab_size;
  activation = config.activation;
  epsilon = config.layer_norm_epsilon;
  scaleScores = config.scale_attn_weights != 0;
  scaleByLayer = config.scale_attn_by_inverse_layer_idx != 0;
  const start = allocate(0);
  const rests = config.weightBits == 16;
  const model = allocateBuffers(width, inner, vocabulary, rests) && allocateLayers(config, rests) && allocateEnds(config, rests);
  if (model && allocateThreads(width, heads, config.n_positions, member)) return true;
  release(start);
  return false;
}

function allocateLayers(config: Config, rests: bool): bool {
  layerTable = allocate(layers * offsetof<Layer>());
  if (layerTable == 0) return false;
  const padded = padTo(width, 16) * 4;
  for (let i = 0; i < layers; i++) {
    const layer = layerAt(i);
    const first = i * LAYER_MATRICES;
    layer.ln_1_weight = allocate(padded);
    layer.ln_1_bias = allocate(padded);
    layer.c_attn = allocateMatrix(3 * width, width, true, rests, hasInt4(config, first));
    layer.attn_c_proj = allocateMatrix(width, width, true, rests, hasInt4(config, first + 1));
    layer.ln_2_weight = allocate(padded);
    layer.ln_2_bias = allocate(padded);
    layer.c_fc = allocateMatrix(inner, width, true, rests, hasInt4(config, first + 2));
    layer.mlp_c_proj = allocateMatrix(width, inner, true, rests, hasInt4(config, first + 3));
    if (layer.c_attn == 0 || layer.attn_c_proj == 0 || layer.c_fc == 0 || layer.mlp_c_proj == 0) return false;
  }
  return true;
}

function allocateMatrix(rows: i32, columns: i32, withBias: bool, withRest: bool, int4: bool): usize {
  return int4 ? allocateInt4(rows, columns, withBias) : allocateLinear(rows, columns, withBias, withRest);
}

function allocateEnds(config: Config, rests: bool): bool {
  const ends = layers * LAYER_MATRICES;
  positionTable = allocate(config.n_positions * width * 4);
  finalNormWeight = allocate(padTo(width, 16) * 4);
  finalNormBias = allocate(padTo(width, 16) * 4);
  embeddingAddress = allocateMatrix(vocabulary, width, false, rests, hasInt4(config, ends));
  headAddress = embeddingAddress;
  if (!config.tie_word_embeddings) headAddress = allocateMatrix(vocabulary, width, false, rests, hasInt4(config, ends + 1));
  return positionTable != 0 && finalNormBias != 0 && headAddress != 0 && embeddingAddress != 0;
}

/** Address of float32 vector or linear `which` of a layer, in the order of {@link Layer}. */
export function layerPart(layer: i32, which: i32): usize {
  return load<usize>(changetype<usize>(layerAt(layer)) + <usize>which * sizeof<usize>());
}

export function embeddingPart(): usize {
  return embeddingAddress;
}

export function headPart(): usize {
  return headAddress;
}

/** To be called once all weights are there. */
export function finishWeights(): void {
  if (!RELAXED) return;
  sumRows(head());
  for (let i = 0; i < layers; i++) {
    const layer = layerAt(i);
    sumRows(linearAt(layer.c_attn));
    sumRows(linearAt(layer.attn_c_proj));
    sumRows(linearAt(layer.c_fc));
    sumRows(linearAt(layer.mlp_c_proj));
  }
}
