import type { Checkpoint } from "../../convert/checkpoint.ts";
import { packBlocks } from "../../convert/quantize/int4.ts";
import { quantizeColumns } from "../../convert/quantize/int8.ts";
import { transpose } from "../../convert/quantize/transpose.ts";
import { INT4_BLOCK } from "../../gpt2/package-names.ts";
import type { Matrix, RandomModel } from "./random-model.ts";

/**
 * A checkpoint as the reference takes it: its own weights, all of them rounded to half precision as an fp16 package holds
 * them, or its matrices rounded to int8 as a q8 package does, or to 4 bits as a q4 package does.
 */
export async function modelOf(
  checkpoint: Checkpoint,
  weights: "float32" | "float16" | "int8" | "int4",
): Promise<RandomModel> {
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
      ...(weights === "int8"
        ? rounded(turned, outputs)
        : exact(weights === "int4" ? inBlocks(turned, outputs) : turned, outputs)),
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

/** Scales are half precision, as packages have them. */
function inBlocks(weights: Float32Array, outputs: number): Float32Array<ArrayBuffer> {
  const inputs = weights.length / outputs;
  const { values, scales } = packBlocks(transpose(weights, outputs), inputs);
  const blocks = Math.ceil(inputs / INT4_BLOCK);
  return Float32Array.from(weights, (_, i) => {
    const [input, output] = [Math.floor(i / outputs), i % outputs];
    const at = output * blocks * INT4_BLOCK + input;
    const pair = values[at >> 1] ?? 0;
    return ((at % 2 === 0 ? pair & 15 : pair >> 4) - 8) * toHalf(scales[Math.floor(at / INT4_BLOCK)] ?? 0);
  });
}

function exact(values: Float32Array<ArrayBuffer>, outputs: number): Pick<Matrix, "values" | "scale"> {
  return { values, scale: new Float32Array(outputs).fill(1) };
}
