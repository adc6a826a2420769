import { weightBytes } from "../../src/kernel/fitting-bits.ts";
import type { Contender } from "./contender.ts";
import { findGpu } from "./find-gpu.ts";
import { BASE } from "./shapes.ts";

const DATA = "data/";

const STARTERS: Record<string, (threads: number) => Promise<Contender>> = {
  kernel: async (threads) => (await import("./kernel.ts")).startKernel(`${DATA}ours/`, "q8", threads),
  int4: async (threads) => (await import("./kernel.ts")).startKernel(`${DATA}int4/`, "q4", threads),
  default: async () => (await import("./kernel.ts")).startKernel(`${DATA}default/`, "q4", 1),
  ort: async (threads) => (await import("./ort.ts")).startOrt(`${DATA}ours/`, threads),
  transformers: async (threads) => (await import("./transformers.ts")).startTransformers("stock", threads),
  q8_0: async (threads) => (await import("./wllama.ts")).startWllama(`${DATA}q8_0.gguf`, threads),
  q4_0: async (threads) => (await import("./wllama.ts")).startWllama(`${DATA}q4_0.gguf`, threads),
  gpu: async () => (await import("./ort-gpu.ts")).startGpu(`${DATA}int4/`),
  floor: async () => (await import("./floor.ts")).startFloor(DATA, weightBytes(BASE)),
};

let contender: Contender | undefined;

const bench = {
  findGpu,
  /**
   * Milliseconds from the start of the page's life, and from this call, to its first token; and the bytes that came over
   * the network for it; of a GPU, its name.
   */
  async start(
    name: string,
    threads: number,
  ): Promise<{ firstTokenMs: number; loadMs: number; bytes: number; adapter?: string }> {
    const start = STARTERS[name];
    if (start === undefined) throw new Error(`There is no contender ${name}.`);
    performance.setResourceTimingBufferSize(1000);
    const began = performance.now();
    contender = await start(threads);
    await contender.decode(16, 1);
    const firstTokenMs = performance.now();
    const loadMs = firstTokenMs - began;
    // Transfers are entered a little after they end.
    await new Promise((resolve) => setTimeout(resolve, 500));
    const entries = performance
      .getEntriesByType("resource")
      .filter((entry) => entry instanceof PerformanceResourceTiming);
    const gpu = name === "gpu" ? await findGpu() : undefined;
    const bytes = entries.reduce((sum, { transferSize }) => sum + transferSize, 0);
    return { firstTokenMs, loadMs, bytes, ...(gpu !== undefined && { adapter: gpu.name }) };
  },
  async decode(length: number, count: number): Promise<number[]> {
    return (await contender?.decode(length, count)) ?? [];
  },
  async batch(rows: number, count: number): Promise<number[]> {
    return (await contender?.batch?.(rows, count)) ?? [];
  },
  async prefill(length: number): Promise<number[]> {
    const time = await contender?.prefill?.(length);
    return time === undefined ? [] : [time];
  },
};

export type Bench = typeof bench;

declare global {
  interface Window {
    bench: Bench;
  }
}
window.bench = bench;
