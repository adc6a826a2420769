/** What computes on the CPU: the kernel of our own, and ONNX Runtime for graphs that are not ours. */
export const CPU_BACKENDS = ["kernel", "onnx-wasm"] as const;
export type CpuBackend = (typeof CPU_BACKENDS)[number];

/** What computes: on the CPU, or on the GPU in ONNX Runtime. */
export const BACKENDS = [...CPU_BACKENDS, "onnx-webgpu"] as const;
export type BackendName = (typeof BACKENDS)[number];

/** The CPU by WebAssembly, the GPU by WebGPU. */
export type Device = "wasm" | "webgpu";

export function deviceOf(backend: BackendName): Device {
  return backend === "onnx-webgpu" ? "webgpu" : "wasm";
}
