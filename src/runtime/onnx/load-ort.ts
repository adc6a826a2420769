import asyncifyGlue from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url";
import asyncifyBinary from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?gzip-url";
import jspiGlue from "onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url";
import jspiBinary from "onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url";
import plainGlue from "onnxruntime-web/ort-wasm-simd-threaded.mjs?url";
import plainBinary from "onnxruntime-web/ort-wasm-simd-threaded.wasm?url";
import { fetchRuntime, type OnBytes } from "./fetch-runtime.ts";
import type { Ort } from "./ort.ts";
import { type OrtBuild, RUNTIME_BYTES } from "./ort-builds.ts";

interface Loader {
  readonly load: () => Promise<Ort>;
  readonly mjs: string;
  readonly wasm: string;
}

const LOADERS: Record<OrtBuild, Loader> = {
  plain: { load: () => import("onnxruntime-web/wasm"), mjs: plainGlue, wasm: plainBinary },
  jspi: { load: () => import("onnxruntime-web/jspi"), mjs: jspiGlue, wasm: jspiBinary },
  asyncify: { load: () => import("onnxruntime-web/webgpu"), mjs: asyncifyGlue, wasm: asyncifyBinary },
};

/**
 * Loads a build from this site's own files; nothing comes from a CDN, nothing is turned into code at run time.
 * @param onBytes hears how much of its WebAssembly is here
 * @throws Refusal `no_backend` where it does not come
 */
export async function loadOrt(build: OrtBuild, threads: number, onBytes: OnBytes): Promise<Ort> {
  const { load, mjs, wasm } = LOADERS[build];
  const ort = await load();
  const binary = new URL(wasm, import.meta.url).href;
  ort.env.wasm.wasmPaths = { mjs: new URL(mjs, import.meta.url).href, wasm: binary };
  // Fetched here and not by the runtime, so that the bar moves meanwhile; once, however many models come.
  ort.env.wasm.wasmBinary ??= await unpack(await fetchRuntime(fetch, binary, RUNTIME_BYTES[build], onBytes));
  ort.env.wasm.numThreads = threads;
  ort.env.wasm.proxy = false;
  ort.env.logLevel = "error";
  return ort;
}

/** A host that knows the file's name may send it as an encoding, and the browser has unpacked it already. */
async function unpack(bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  const packed = bytes[0] === 31 && bytes[1] === 139;
  if (!packed) return bytes.buffer;
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}
