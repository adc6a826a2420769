import { Activation } from "./activation";
import { pairsBytes, QUERIES } from "./attend-four";
import { allocateInt4, allocateLinear } from "./allocate-linear";
import { Scratch } from "./attention";
import { BLOCK_POSITIONS } from "./cache-block";
import { blocksOf, INT4_BLOCK } from "./int4-layout";
import { JUDGEMENT_BYTES } from "./judge";
import { Linear, padTo, sumRows } from "./linear";
import { int4ScratchBytes } from "./matmul-int4";
import { Config, hasInt4, LAYER_MATRICES } from "./config";
import { allocate, release } from "./memory";
import { scratchBytes } from "./multiply-many";

// One module instance holds one model.

/** Tokens that one pass computes side by side; longer inputs come in several passes. */
export const TILE: i32 = 64;
/** Rows of logits that one pass computes. */
export const LOGIT_ROWS: i32 = 8;
/**
 * Outputs of the head whose logits are judged at a time: those of a whole tile stay in the second-level cache. Always as many,
 * so that a judgement does not depend on the tokens beside it.
 */
export const JUDGED_OUTPUTS: i32 = 1024;
/** Room for the job of `team.ts`. */
export const JOB_BYTES: i32 = 64;

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

// Scratch: one row per token of a tile, float32, padded with zeros to a multiple of 16.
/** The residual stream [TILE][padTo(width, 16)] */
export let hidden: usize = 0;
/** Results of norms and of attention, in the same shape */
export let normed: usize = 0;
/** What a block adds to the residual stream, in the same shape */
export let update: usize = 0;
/** Query, key and value [TILE][padTo(3 · width, 16)] */
export let qkv: usize = 0;
/** [TILE][padTo(inner, 16)] */
export let expanded: usize = 0;
/** int16 [TILE][the widest input of a product] */
export let quantized: usize = 0;
/** What the rest of a product adds, of the size of the largest output; 0 when there are no rests */
export let restOutputs: usize = 0;
/** float32 [TILE] */
export let quantizedScales: usize = 0;
/** int32 [blocks of the widest input][TILE], for weights of 4 bits */
export let quantizedSums: usize = 0;
/** uint32 [TILE] each: token ids, positions, addresses of block tables, picked tokens, the tokens that came after those */
export let plan: usize = 0;
/** float32 [LOGIT_ROWS][vocabulary], or [TILE][JUDGED_OUTPUTS] */
export let logitsBuffer: usize = 0;
/** [TILE] judgements of JUDGEMENT_BYTES */
export let judgements: usize = 0;

// Scratch that each thread has for itself.
/** Of products of many tokens, see `scratchBytes` */
export let wide: usize = 0;
/** For products of 4-bit weights, see `int4ScratchBytes` */
export let int4Scratch: usize = 0;
/** float32 [headWidth padded to 16]: a key or value of one head */
export let headInput: usize = 0;
/** The {@link Scratch} of attention */
export let attentionScratch: usize = 0;
/** Bytes from one head's scores to the next head's */
export let scoresStride: usize = 0;
/** The piece of work that the threads share */
export let job: usize = 0;

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

@inline
export function judgementAt(pick: i32): usize {
  return judgements + <usize>pick * JUDGEMENT_BYTES;
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
  const model = allocateScratch(rests) && allocateLayers(config, rests) && allocateEnds(config, rests);
  if (model && allocateThreads(config.n_positions, member)) return true;
  release(start);
  return false;
}

function allocateScratch(rests: bool): bool {
  const padded = padTo(width, 16);
  const paddedInner = padTo(inner, 16);
  hidden = allocate(TILE * padded * 4);
  normed = allocate(TILE * padded * 4);
  update = allocate(TILE * padded * 4);
  qkv = allocate(TILE * padTo(3 * width, 16) * 4);
  expanded = allocate(TILE * paddedInner * 4);
  const widest = max(width, inner);
  quantized = allocate(TILE * padTo(widest, INT4_BLOCK) * 2);
  quantizedScales = allocate(TILE * 4);
  quantizedSums = allocate(TILE * blocksOf(widest) * 4);
  plan = allocate(TILE * 20);
  const room = max(LOGIT_ROWS * vocabulary, TILE * JUDGED_OUTPUTS);
  logitsBuffer = allocate(room * 4);
  judgements = allocate(TILE * JUDGEMENT_BYTES);
  const largest = max(TILE * max(padTo(3 * width, 16), paddedInner), room);
  restOutputs = rests ? allocate(largest * 4) : 0;
  return logitsBuffer != 0 && judgements != 0 && quantizedSums != 0 && (!rests || restOutputs != 0);
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

/** A thread's own scratch lies behind that of the threads of lower numbers. */
function allocateThreads(positions: i32, member: i32): bool {
  const headWidth = padTo(width / heads, 16) * 4;
  scoresStride = <usize>padTo(positions, BLOCK_POSITIONS) * 4;
  job = allocate(JOB_BYTES);
  const slots = max(heads, QUERIES);
  for (let i = 0; i <= member; i++) {
    wide = allocate(scratchBytes(max(padTo(width, 16), padTo(inner, 16)), TILE));
    int4Scratch = allocate(int4ScratchBytes(TILE));
    headInput = allocate(headWidth);
    attentionScratch = allocate(offsetof<Scratch>());
    const scores = allocate(slots * <i32>scoresStride);
    const factors = allocate(slots * 4);
    const queries = allocate(slots * headWidth);
    const results = allocate(slots * headWidth);
    const pairs = allocate(pairsBytes(padTo(width / heads, 16)));
    // A large block may fail where the small ones behind it still fit.
    if (wide == 0 || int4Scratch == 0 || attentionScratch == 0 || pairs == 0) return false;
    if (scores == 0 || queries == 0 || results == 0) return false;
    const one = changetype<Scratch>(attentionScratch);
    one.scores = scores;
    one.factors = factors;
    one.queries = queries;
    one.results = results;
    one.pairs = pairs;
  }
  return job != 0;
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
