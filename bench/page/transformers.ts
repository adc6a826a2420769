import { AutoModelForCausalLM, env, LogitsProcessor, LogitsProcessorList, Tensor } from "@huggingface/transformers";
import glue from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url";
import binary from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url";
import type { Contender } from "./contender.ts";

/** The stock stack on the stock layout, greedy, by its own `generate`. */
export async function startTransformers(name: string, threads: number): Promise<Contender> {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = new URL("data/", location.href).href;
  env.useBrowserCache = false;
  const { wasm } = env.backends.onnx;
  if (wasm === undefined) throw new Error("transformers.js has no WebAssembly backend.");
  const address = (path: string) => new URL(path, location.href).href;
  wasm.wasmPaths = { mjs: address(glue), wasm: address(binary) };
  wasm.numThreads = threads;
  const model = await AutoModelForCausalLM.from_pretrained(name, { dtype: "q8", device: "wasm" });
  const complete = async (length: number, count: number) => {
    const ids = BigInt64Array.from({ length }, (_, i) => BigInt((i * 7919 + 13) % 50_000));
    const arrivals: number[] = [];
    const processors = new LogitsProcessorList();
    processors.push(new Clock(arrivals));
    const start = performance.now();
    await model.generate({
      inputs: new Tensor("int64", ids, [1, length]),
      attention_mask: new Tensor("int64", new BigInt64Array(length).fill(1n), [1, length]),
      max_new_tokens: count,
      min_new_tokens: count,
      logits_processor: processors,
    });
    return { start, arrivals };
  };
  return {
    async decode(length, count) {
      const { arrivals } = await complete(length, count + 1);
      return arrivals.slice(1).map((time, i) => time - (arrivals[i] ?? time));
    },
    async prefill(length) {
      const { start, arrivals } = await complete(length, 1);
      return (arrivals[0] ?? Number.NaN) - start;
    },
  };
}

/** Notes when the logits of each token have come. */
class Clock extends LogitsProcessor {
  readonly #arrivals: number[];

  constructor(arrivals: number[]) {
    super();
    this.#arrivals = arrivals;
  }

  override _call(_ids: bigint[][], logits: Tensor): Tensor {
    this.#arrivals.push(performance.now());
    return logits;
  }
}
