import asyncifyGlue from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url";
import asyncifyBinary from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?gzip-url";
import jspiGlue from "onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url";
import jspiBinary from "onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url";
import plainGlue from "onnxruntime-web/ort-wasm-simd-threaded.mjs?url";
import plainBinary from "onnxruntime-web/ort-wasm-simd-threaded.wasm?url";
import type { Ort } from "./ort.ts";

/**
 * Builds of ONNX Runtime, smallest first: without WebGPU 14 MB; with WebGPU 17 MB where WebAssembly can wait for
 * promises (JSPI), else 27 MB.
 */
export type OrtBuild = "plain" | "jspi" | "asyncify";

const LOADERS: Record<OrtBuild, { load: () => Promise<Ort>; mjs: string; wasm: string }> = {
  plain: { load: () => import("onnxruntime-web/wasm"), mjs: plainGlue, wasm: plainBinary },
  jspi: { load: () => import("onnxruntime-web/jspi"), mjs: jspiGlue, wasm: jspiBinary },
  asyncify: { load: () => import("onnxruntime-web/webgpu"), mjs: asyncifyGlue, wasm: asyncifyBinary },
};

/** The smallest build that can do what is wanted in this browser. */
export function smallestBuild(webgpu: boolean): OrtBuild {
  if (!webgpu) return "plain";
  return "Suspending" in WebAssembly ? "jspi" : "asyncify";
}

/** Loads a build from this site's own files; nothing comes from a CDN, nothing is turned into code at run time. */
export async function loadOrt(build: OrtBuild, threads: number): Promise<Ort> {
  const { load, mjs, wasm } = LOADERS[build];
  const ort = await load();
  const binary = new URL(wasm, import.meta.url).href;
  ort.env.wasm.wasmPaths = { mjs: new URL(mjs, import.meta.url).href, wasm: binary };
  if (binary.endsWith(".gz")) ort.env.wasm.wasmBinary = await fetchGzipped(binary);
  ort.env.wasm.numThreads = threads;
  ort.env.wasm.proxy = false;
  ort.env.logLevel = "error";
  return ort;
}

async function fetchGzipped(url: string): Promise<ArrayBuffer> {
  const bytes = await (await fetch(url)).arrayBuffer();
  // A host that knows the file's name may send it as an encoding, and the browser has unpacked it already.
  const packed = new Uint8Array(bytes, 0, 2).join() === "31,139";
  if (!packed) return bytes;
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}
