import { failureOf, refuse } from "../contract/outcome.ts";
import { tellInEnglish } from "../contract/tell-in-english.ts";
import { readFile } from "node:fs/promises";
import * as ort from "onnxruntime-web/wasm";
import type { CpuBackend } from "../contract/backends.ts";
import type { ModelFiles } from "../contract/bytes.ts";
import type { ForwardPass } from "../contract/forward-pass.ts";
import { type Dtype, GRAPH_FILES } from "../contract/dtypes.ts";
import { readSizes } from "../gpt2/config-text.ts";
import { createKernel } from "../kernel/create-kernel.ts";
import { isBeyondKernel } from "../kernel/is-beyond-kernel.ts";
import { findGraphs } from "../runtime/find-graphs.ts";
import { createOnnx } from "../runtime/onnx/create-onnx.ts";

/**
 * Runs a dtype of a model on disk, in this process.
 * @throws Refusal `no_usable_files`, `unsupported_architecture`, `malformed_file`
 */
export async function openPass(files: ModelFiles, dtype: Dtype, backend: CpuBackend): Promise<ForwardPass> {
  if (backend === "kernel") return createKernel(files, dtype, await kernelModule());
  const graph = findGraphs(files.paths)[dtype];
  if (graph === undefined) throw refuse("no_usable_files", "no_dtype_file", { path: GRAPH_FILES[dtype] });
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = "error";
  return createOnnx(ort, files, {
    graph,
    shape: readSizes(await files.text("config.json")),
    provider: "wasm",
    own: files.paths.includes("manifest.json"),
    exactCache: dtype !== "q8",
  });
}

/**
 * Runs a dtype on the kernel, or on ONNX Runtime where the kernel cannot.
 * @param note hears why ONNX Runtime was taken, a sentence
 */
export async function openOnKernel(
  files: ModelFiles,
  dtype: Dtype,
  note: (sentence: string) => void,
): Promise<{ readonly pass: ForwardPass; readonly backend: CpuBackend }> {
  try {
    return { pass: await openPass(files, dtype, "kernel"), backend: "kernel" };
  } catch (error) {
    if (!isBeyondKernel(error)) throw error;
    note(`ONNX Runtime runs ${dtype}, since the kernel cannot: ${tellInEnglish(failureOf(error)).message}`);
    return { pass: await openPass(files, dtype, "onnx-wasm"), backend: "onnx-wasm" };
  }
}

/** @throws Refusal `no_backend` */
export function kernelModule(): Promise<WebAssembly.Module> {
  return openModule("kernel");
}

/** The build with a backward pass. @throws Refusal `no_backend` */
export function trainingModule(): Promise<WebAssembly.Module> {
  return openModule("training");
}

/** Beside the built program in a package, in its own room in a checkout. */
async function openModule(name: string): Promise<WebAssembly.Module> {
  for (const place of [`./${name}.wasm`, `../kernel/build/${name}.wasm`]) {
    const bytes = await readFile(new URL(place, import.meta.url)).catch(() => undefined);
    if (bytes) return WebAssembly.compile(bytes);
  }
  throw refuse("no_backend", "no_kernel", {});
}
