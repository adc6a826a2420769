/**
 * Builds of ONNX Runtime, smallest first: without WebGPU 14 MB; with WebGPU 17 MB where WebAssembly can wait for
 * promises (JSPI), else 27 MB.
 */
export type OrtBuild = "plain" | "jspi" | "asyncify";

/** About what a build's WebAssembly takes, before any of it is asked for; `asyncify` is gzipped on the site. */
export const RUNTIME_BYTES: Record<OrtBuild, number> = { plain: 14_300_000, jspi: 16_800_000, asyncify: 6_700_000 };

/** The smallest build that can do what is wanted in this browser. */
export function smallestBuild(webgpu: boolean): OrtBuild {
  if (!webgpu) return "plain";
  return "Suspending" in WebAssembly ? "jspi" : "asyncify";
}
