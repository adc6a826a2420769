import { makeNote, reasonOf, type Note } from "../contract/outcome.ts";

/** What the GPU of this device can do for a model, or why it cannot be used. */
export type GpuReport =
  | {
      readonly usable: true;
      readonly shaderF16: boolean;
      readonly maxBufferSize: number;
      /** True for a GPU that is computed by the CPU. */
      readonly software: boolean;
    }
  | { readonly usable: false; readonly reason: Note };

/** The part of WebGPU that the probe needs; the types of the DOM library do not have it in every version. */
interface GpuAdapter {
  readonly features: { has(name: string): boolean };
  readonly limits: { readonly maxBufferSize: number; readonly maxStorageBufferBindingSize: number };
  readonly info?: { readonly isFallbackAdapter?: boolean; readonly architecture?: string };
}

export interface GpuEntry {
  requestAdapter(options?: object): Promise<GpuAdapter | null>;
}

/** Asks for an adapter. Never throws: a browser without WebGPU is the usual case. */
export async function probeGpu(gpu: GpuEntry | undefined): Promise<GpuReport> {
  if (gpu === undefined) return { usable: false, reason: makeNote("no_webgpu", {}) };
  try {
    const adapter = await gpu.requestAdapter({ powerPreference: "high-performance" });
    if (adapter === null) return { usable: false, reason: makeNote("no_adapter", {}) };
    return {
      usable: true,
      shaderF16: adapter.features.has("shader-f16"),
      maxBufferSize: Math.min(adapter.limits.maxBufferSize, adapter.limits.maxStorageBufferBindingSize),
      software: adapter.info?.isFallbackAdapter === true || adapter.info?.architecture === "swiftshader",
    };
  } catch (error) {
    return { usable: false, reason: makeNote("webgpu_failed", { reason: reasonOf(error) }) };
  }
}
