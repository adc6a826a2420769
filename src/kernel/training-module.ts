import { bindNumber } from "./bind-export.ts";

// Generated from assembly/train.ts by `npm run build:kernel`.

export const PRODUCT_ROWS = 256;

/** Addresses and counts of bytes are unsigned. */
export interface TrainingFunctions {
  multiplyRows(linear: number, x: number, rows: number, y: number, stride: number, scratch: number): void;
  multiplyBack(
    linear: number,
    first: number,
    count: number,
    x: number,
    rows: number,
    y: number,
    stride: number,
    scratch: number,
  ): void;
  addOutputRow(linear: number, row: number, factor: number, to: number): void;
  stepAdam(
    values: number,
    gradients: number,
    firsts: number,
    seconds: number,
    count: number,
    scale: number,
    rate: number,
    beta1: number,
    beta2: number,
    epsilon: number,
    firstShare: number,
    secondShare: number,
  ): void;
  addOuterProducts(factors: number, rows: number, x: number, width: number, rank: number, matrix: number): void;
  addProducts(factors: number, rows: number, matrix: number, rank: number, width: number, y: number): void;
  scaleFloats(values: number, count: number, factor: number): void;
  sumSquares(values: number, count: number): number;
  activateBackward(kind: number, x: number, gradients: number, count: number): void;
  activateRows(kind: number, address: number, rows: number, width: number): void;
  addNormGradients(x: number, count: number, epsilon: number, dy: number, dWeight: number, dBias: number): void;
  normBackward(x: number, count: number, weight: number, epsilon: number, dy: number, dx: number): void;
  productScratchBytes(columns: number): number;
  scaleColumns(
    x: number,
    rows: number,
    columns: number,
    stride: number,
    scales: number,
    to: number,
    width: number,
  ): void;
  crossEntropy(logits: number, vocabulary: number, target: number, weight: number, result: number): void;
  addMatrixProduct(
    a: number,
    aStride: number,
    aTurned: number,
    b: number,
    bStride: number,
    bTurned: number,
    rows: number,
    columns: number,
    depth: number,
    c: number,
    cStride: number,
    scratch: number,
  ): void;
  matrixScratchBytes(): number;
  addFloats(to: number, from: number, count: number): void;
  norm(x: number, count: number, weight: number, bias: number, epsilon: number, to: number): void;
  attendText(
    qkv: number,
    stride: number,
    length: number,
    width: number,
    heads: number,
    factor: number,
    results: number,
    resultStride: number,
    scratch: number,
  ): void;
  attendTextBackward(
    qkv: number,
    stride: number,
    length: number,
    width: number,
    heads: number,
    factor: number,
    dResults: number,
    resultStride: number,
    dQkv: number,
    scratch: number,
  ): void;
  attentionScratchBytes(length: number): number;
}

/** @throws TypeError that names an export that is missing */
export function bindTraining(exports: WebAssembly.Exports): TrainingFunctions {
  return {
    multiplyRows: bindNumber(exports, "multiplyRows"),
    multiplyBack: bindNumber(exports, "multiplyBack"),
    addOutputRow: bindNumber(exports, "addOutputRow"),
    stepAdam: bindNumber(exports, "stepAdam"),
    addOuterProducts: bindNumber(exports, "addOuterProducts"),
    addProducts: bindNumber(exports, "addProducts"),
    scaleFloats: bindNumber(exports, "scaleFloats"),
    sumSquares: bindNumber(exports, "sumSquares"),
    activateBackward: bindNumber(exports, "activateBackward"),
    activateRows: bindNumber(exports, "activateRows"),
    addNormGradients: bindNumber(exports, "addNormGradients"),
    normBackward: bindNumber(exports, "normBackward"),
    productScratchBytes: bindNumber(exports, "productScratchBytes"),
    scaleColumns: bindNumber(exports, "scaleColumns"),
    crossEntropy: bindNumber(exports, "crossEntropy"),
    addMatrixProduct: bindNumber(exports, "addMatrixProduct"),
    matrixScratchBytes: bindNumber(exports, "matrixScratchBytes"),
    addFloats: bindNumber(exports, "addFloats"),
    norm: bindNumber(exports, "norm"),
    attendText: bindNumber(exports, "attendText"),
    attendTextBackward: bindNumber(exports, "attendTextBackward"),
    attentionScratchBytes: bindNumber(exports, "attentionScratchBytes"),
  };
}
