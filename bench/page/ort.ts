import glue from "onnxruntime-web/ort-wasm-simd-threaded.mjs?url";
import binary from "onnxruntime-web/ort-wasm-simd-threaded.wasm?url";
import * as ort from "onnxruntime-web/wasm";
import { createOnnx } from "../../src/runtime/onnx/create-onnx.ts";
import type { Contender } from "./contender.ts";
import { FetchedFiles } from "./fetched-files.ts";
import { ForwardPassContender } from "./forward-pass-contender.ts";
import { describeGraph } from "./ort-graph.ts";

/** Our q8 graph on ONNX Runtime's WebAssembly, by the page's own code. */
export async function startOrt(base: string, threads: number): Promise<Contender> {
  const address = (path: string) => new URL(path, location.href).href;
  ort.env.wasm.wasmPaths = { mjs: address(glue), wasm: address(binary) };
  ort.env.wasm.numThreads = threads;
  ort.env.logLevel = "error";
  const files = await FetchedFiles.open(base);
  return new ForwardPassContender(await createOnnx(ort, files, { ...describeGraph(files, "q8"), provider: "wasm" }));
}
