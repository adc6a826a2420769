import { bindBoolean, bindNumber, bindUnsigned } from "./bind-export.ts";

// Generated from assembly/index.ts by `npm run build:kernel`.

export const CONFIG_BYTES = 52;
export const JUDGEMENT_HEAD = 16;
export const LAYER_BYTES = 32;
export const LINEAR_BYTES = 40;
export const LOW_RANK_BYTES = 32;
export const INT4_SCRATCH_BYTES = 10368;
export const MANY_SCRATCH_BYTES = 51584;
export const SCRATCH_BYTES = 20;
export const QUERIES = 4;
export const ADAPTED_PRODUCTS = 4;
export const QUANTIZED_BLOCK_BYTES = 14336;
export const BLOCK_POSITIONS = 16;
export const LAYER_MATRICES = 4;
export const CHUNK = 32;
export const MOST_DOWN = 8191;
export const MOST_RANK = 64;
export const MOST_UP = 32767;
export const PROJECTED_BYTES = 16896;
export const JUDGEMENT_BYTES = 176;
export const MOST_ALTERNATIVES = 20;
export const CACHE_LINE = 64;
export const PACKED_INPUTS = 16;
export const INT4_BLOCK_BYTES = 160;
export const INT4_BLOCK = 32;
export const INT4_ROWS = 8;
export const JOB_BYTES = 128;
export const JUDGED_STRIDE = 1040;
export const LOGIT_ROWS = 8;
export const TILE = 128;

export const Activation = {
  geluTanh: 0,
  gelu: 1,
  relu: 2,
  silu: 3,
  tanh: 4,
  quickGelu: 5,
  linear: 6,
  sigmoid: 7,
  leakyRelu: 8,
  squaredRelu: 9,
  relu6: 10,
  mish: 11,
  hardSwish: 12,
  laplace: 13,
  clippedGelu: 14,
  sqrtSoftplus: 15,
} as const;

export const Adapted = {
  c_attn: 0,
  attn_c_proj: 1,
  c_fc: 2,
  mlp_c_proj: 3,
} as const;

export const ConfigField = {
  n_embd: 0,
  n_head: 4,
  n_layer: 8,
  n_inner: 12,
  vocab_size: 16,
  n_positions: 20,
  activation: 24,
  layer_norm_epsilon: 28,
  scale_attn_weights: 32,
  scale_attn_by_inverse_layer_idx: 36,
  tie_word_embeddings: 40,
  weightBits: 44,
  int4: 48,
} as const;

export const LowRankField = {
  rank: 0,
  chunks: 4,
  rows: 8,
  down: 12,
  downScales: 16,
  up: 20,
  next: 24,
  nextBytes: 28,
} as const;

/** Addresses and counts of bytes are unsigned. */
export interface KernelFunctions {
  setUp(config: number, member: number): boolean;
  allocateKinds(config: number): number;
  plan(): number;
  logitsAddress(): number;
  judgementsAddress(): number;
  positionsAddress(): number;
  finalNormPart(which: number): number;
  linearScales(linear: number): number;
  linearBias(linear: number): number;
  packInt8(linear: number, first: number, count: number, column: number, source: number): void;
  packFloat32(linear: number, first: number, count: number, source: number): void;
  packInt4(linear: number, first: number, count: number, source: number): void;
  packInt4Scales(linear: number, first: number, count: number, scales: number): void;
  activate(kind: number, address: number, count: number): void;
  isMixed(layer: number, product: number): boolean;
  selectAdapter(terms: number, scratch: number): void;
  allocateConfig(): number;
  multiplyFloats(
    x: number,
    rows: number,
    matrix: number,
    outputs: number,
    inputs: number,
    y: number,
    stride: number,
  ): void;
  blockBytes(): number;
  judge(count: number, wanted: number): boolean;
  logits(first: number, count: number): boolean;
  run(count: number, wanted: number): void;
  allocate(bytes: number): number;
  copy(to: number, from: number, bytes: number): void;
  release(start: number): void;
  finishWeights(): void;
  embeddingPart(): number;
  headPart(): number;
  layerPart(layer: number, which: number): number;
  hashBlocks(state: number, schedule: number, source: number, count: number): void;
  help(number: number): void;
  askHelpers(fewestTokens: number, most: number): void;
  widenFloat16(source: number, to: number, count: number): void;
}

/** @throws TypeError that names an export that is missing */
export function bindKernel(exports: WebAssembly.Exports): KernelFunctions {
  return {
    setUp: bindBoolean(exports, "setUp"),
    allocateKinds: bindUnsigned(exports, "allocateKinds"),
    plan: bindUnsigned(exports, "plan"),
    logitsAddress: bindUnsigned(exports, "logitsAddress"),
    judgementsAddress: bindUnsigned(exports, "judgementsAddress"),
    positionsAddress: bindUnsigned(exports, "positionsAddress"),
    finalNormPart: bindUnsigned(exports, "finalNormPart"),
    linearScales: bindUnsigned(exports, "linearScales"),
    linearBias: bindUnsigned(exports, "linearBias"),
    packInt8: bindNumber(exports, "packInt8"),
    packFloat32: bindNumber(exports, "packFloat32"),
    packInt4: bindNumber(exports, "packInt4"),
    packInt4Scales: bindNumber(exports, "packInt4Scales"),
    activate: bindNumber(exports, "activate"),
    isMixed: bindBoolean(exports, "isMixed"),
    selectAdapter: bindNumber(exports, "selectAdapter"),
    allocateConfig: bindUnsigned(exports, "allocateConfig"),
    multiplyFloats: bindNumber(exports, "multiplyFloats"),
    blockBytes: bindUnsigned(exports, "blockBytes"),
    judge: bindBoolean(exports, "judge"),
    logits: bindBoolean(exports, "logits"),
    run: bindNumber(exports, "run"),
    allocate: bindUnsigned(exports, "allocate"),
    copy: bindNumber(exports, "copy"),
    release: bindNumber(exports, "release"),
    finishWeights: bindNumber(exports, "finishWeights"),
    embeddingPart: bindUnsigned(exports, "embeddingPart"),
    headPart: bindUnsigned(exports, "headPart"),
    layerPart: bindUnsigned(exports, "layerPart"),
    hashBlocks: bindNumber(exports, "hashBlocks"),
    help: bindNumber(exports, "help"),
    askHelpers: bindNumber(exports, "askHelpers"),
    widenFloat16: bindNumber(exports, "widenFloat16"),
  };
}
