import type { Gpt2Config } from "../gpt2/config.ts";
import { blockTensors, type Gpt2Tensor, gpt2Tensors } from "../gpt2/tensors.ts";
import type { WeightBits } from "./fitting-bits.ts";
import { int4Bytes } from "./int4-matrices.ts";
import {
  ADAPTED_PRODUCTS,
  BLOCK_POSITIONS,
  CACHE_LINE,
  CHUNK,
  CONFIG_BYTES,
  INT4_BLOCK,
  INT4_SCRATCH_BYTES,
  JOB_BYTES,
  JUDGED_STRIDE,
  JUDGEMENT_BYTES,
  LAYER_BYTES,
  LAYER_MATRICES,
  LINEAR_BYTES,
  LOGIT_ROWS,
  LOW_RANK_BYTES,
  MANY_SCRATCH_BYTES,
  MOST_RANK,
  PACKED_INPUTS,
  PROJECTED_BYTES,
  QUANTIZED_BLOCK_BYTES,
  QUERIES,
  SCRATCH_BYTES,
  TILE,
} from "./kernel-module.ts";
import { padTo } from "./pad-to.ts";
import { byteLength, extent, isBlockScale, isInt4, outputBytes, rowsAtOnce, type WeightTensor } from "./weights.ts";

// The sizes of what the module allocates, as `assembly/model.ts`, `assembly/allocate-linear.ts` and `assembly/cache-block.ts` do.

const block = (bytes: number) => padTo(bytes, CACHE_LINE);
/** Of so many floats of each token; `rowBytes` of `assembly/linear.ts`. */
const tile = (columns: number) => TILE * ((padTo(columns, 16) * 4) | CACHE_LINE);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/**
 * Bytes that a model takes in the module's memory, without its cache: weights, tables, scratch of all threads.
 * @param int4 the matrices that have 4 bits
 */
export function modelBytes(
  shape: Gpt2Config,
  bits: WeightBits,
  helpers: number,
  int4: readonly Gpt2Tensor[] = [],
): number {
  const of = (tensors: readonly Gpt2Tensor[]) => sum(tensors.map((tensor) => tensorBytes(tensor, bits)));
  const layers = block(shape.n_layer * LAYER_BYTES) + shape.n_layer * of(blockTensors(shape));
  const ends = of(gpt2Tensors({ ...shape, n_layer: 0 }));
  const threads = (1 + helpers) * threadBytes(shape) + block(JOB_BYTES);
  const config = block(CONFIG_BYTES) + block(shape.n_layer * LAYER_MATRICES + 2);
  const saved = sum(int4.map((tensor) => tensorBytes(tensor, bits) - int4LinearBytes(tensor)));
  return config + scratchBytes(shape, bits) + layers + ends + threads - saved;
}

function int4LinearBytes(tensor: Gpt2Tensor): number {
  return block(LINEAR_BYTES) + block(int4Bytes(tensor));
}

/** A bias is counted as the norms' vectors are: a product's lies with it, in no more than that. */
function tensorBytes({ kind, inputs, outputs }: Gpt2Tensor, bits: WeightBits): number {
  if (kind === "vector") return block(padTo(outputs, 16) * 4);
  if (kind === "positions") return block(inputs * outputs * 4);
  return linearBytes(outputs, inputs, bits);
}

/** Without its bias. The relaxed build's sums are counted in the others as well. */
function linearBytes(rows: number, columns: number, bits: WeightBits): number {
  const perRow = block(padTo(rows, 4) * 4);
  const weights = block(padTo(rows, 4) * padTo(columns, 16));
  const rest = bits === 16 ? linearBytes(rows, columns, 8) : 0;
  return block(LINEAR_BYTES) + 2 * perRow + weights + rest;
}

function scratchBytes({ n_embd, n_inner, vocab_size }: Gpt2Config, bits: WeightBits): number {
  const logits = 4 * Math.max(LOGIT_ROWS * vocab_size, TILE * JUDGED_STRIDE);
  const blocks = Math.ceil(Math.max(n_embd, n_inner) / INT4_BLOCK);
  const parts = [
    3 * tile(n_embd),
    tile(3 * n_embd),
    tile(n_inner),
    block(blocks * QUANTIZED_BLOCK_BYTES),
    block(TILE * 4),
    block(TILE * blocks * 4),
    block(TILE * 20),
    block(logits),
    block(TILE * JUDGEMENT_BYTES),
    bits === 16 ? block(Math.max(tile(Math.max(3 * n_embd, n_inner)), logits)) : 0,
  ];
  return sum(parts);
}

function threadBytes({ n_embd, n_head, n_positions }: Gpt2Config): number {
  const head = padTo(n_embd / n_head, 16) * 4;
  const heads = Math.max(n_head, QUERIES);
  const parts = [
    block(MANY_SCRATCH_BYTES),
    block(INT4_SCRATCH_BYTES),
    block(head),
    block(SCRATCH_BYTES),
    heads * ((padTo(n_positions, BLOCK_POSITIONS) * 4) | CACHE_LINE),
    block(heads * 4),
    2 * block(heads * head),
    block(QUERIES * Math.max(head / 2, BLOCK_POSITIONS * 2 + 4)),
  ];
  return sum(parts);
}

/** Bytes of the key/value cache of one text of all positions. */
export function rowBytes({ n_embd, n_head, n_layer, n_positions }: Gpt2Config): number {
  const layer = n_head * (padTo(n_embd / n_head, 16) * BLOCK_POSITIONS * 4 + BLOCK_POSITIONS * 8);
  const blocks = Math.ceil(n_positions / BLOCK_POSITIONS);
  return blocks * block(n_layer * layer) + block(blocks * 4);
}

/** Bytes of the table that an adapter begins with. */
export function adapterTableBytes({ n_layer }: Gpt2Config): number {
  return block(n_layer * ADAPTED_PRODUCTS * LOW_RANK_BYTES);
}

/** Bytes of what an adapter has for a product with so many inputs and outputs; see `assembly/low-rank.ts`. */
export interface LowRankBytes {
  readonly down: number;
  readonly downScales: number;
  readonly up: number;
}

export function lowRankBytes(rank: number, inputs: number, outputs: number): LowRankBytes {
  const [ranks, rows] = [padTo(rank, 8), padTo(outputs, 8)];
  return {
    down: block(ranks * padTo(inputs, CHUNK) * 2),
    downScales: block(ranks * 4),
    up: block(rows * ranks * 2),
  };
}

/** Bytes of what passes with an adapter need beside it. */
export function adapterScratchBytes(): number {
  return block(PROJECTED_BYTES);
}

/** Bytes that are kept free for adapters where memory is reserved at once: one of the highest rank, or eight of rank 8. */
export function adapterRoom(shape: Gpt2Config): number {
  const matrices = blockTensors(shape).filter(({ kind }) => kind === "matrix");
  const layer = sum(
    matrices.flatMap(({ inputs, outputs }) => Object.values<number>({ ...lowRankBytes(MOST_RANK, inputs, outputs) })),
  );
  return adapterTableBytes(shape) + adapterScratchBytes() + shape.n_layer * layer;
}

/** Most bytes that are in the memory besides the model while its tensors are read. */
export function stagingBytes(tensors: readonly WeightTensor[]): number {
  return tensors.reduce((most, tensor) => Math.max(most, stagedBytes(tensor)), 0);
}

function stagedBytes(tensor: WeightTensor): number {
  if (tensor.type === "int8") return block(PACKED_INPUTS * extent(tensor));
  const inPieces = isInt4(tensor) || isBlockScale(tensor);
  const bytes = inPieces ? outputBytes(tensor) * rowsAtOnce(tensor) : byteLength(tensor);
  return block(bytes) + (tensor.type === "float16" ? block(2 * bytes) : 0);
}
