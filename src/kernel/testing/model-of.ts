import type { Checkpoint } from "../../convert/checkpoint.ts";
import { quantizeColumns } from "../../convert/quantize/int8.ts";
import type { Matrix, RandomModel } from "./random-model.ts";

/**
 * A checkpoint as the reference takes it: its own weights, all of them rounded to half precision as an fp16 package holds
 * them, or its matrices rounded to int8 as a q8 package does.
 */
export async function modelOf(checkpoint: Checkpoint, weights: "float32" | "float16" | "int8"): Promise<RandomModel> {
  const { config } = checkpoint;
  const matrices = new Map<string, Matrix>();
  const vectors = new Map<string, Float32Array<ArrayBuffer>>();
  for (const name of checkpoint.tensorNames) {
    const read = Float32Array.from(await checkpoint.tensor(name));
    const values = weights === "float16" ? read.map(toHalf) : read;
    const base = name.replace(/\.weight$/, "");
    const table = base === "wte" || base === "lm_head";
    if (!table && !/\.c_\w+\.weight$/.test(name)) {
      vectors.set(name, values);
      continue;
    }
    const inputs = base.endsWith("mlp.c_proj") ? config.n_inner : config.n_embd;
    const outputs = values.length / inputs;
    const turned = table ? values.map((_, i) => values[(i % outputs) * inputs + Math.floor(i / outputs)] ?? 0) : values;
    matrices.set(base, {
      inputs,
      outputs,
      ...(weights === "int8" ? rounded(turned, outputs) : exact(turned, outputs)),
    });
  }
  return { shape: config, matrices, vectors };
}

/** Eleven significant bits, fewer below 2^-14. */
function toHalf(value: number): number {
  const step = 2 ** (Math.max(Math.floor(Math.log2(Math.abs(value))), -14) - 10);
  return Math.round(value / step) * step;
}

function rounded(weights: Float32Array, outputs: number): Pick<Matrix, "values" | "scale"> {
  const { values, scales } = quantizeColumns(weights, outputs);
  return { values: Float32Array.from(values), scale: Float32Array.from(scales) };
}

function exact(values: Float32Array<ArrayBuffer>, outputs: number): Pick<Matrix, "values" | "scale"> {
  return { values, scale: new Float32Array(outputs).fill(1) };
}
