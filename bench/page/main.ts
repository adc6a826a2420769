import type { Contender } from "./contender.ts";

const DATA = "data/";

const STARTERS: Record<string, (threads: number) => Promise<Contender>> = {
  kernel: async (threads) => (await import("./kernel.ts")).startKernel(`${DATA}ours/`, "q8", threads),
  int4: async (threads) => (await import("./kernel.ts")).startKernel(`${DATA}int4/`, "q4", threads),
  small: async () => (await import("./kernel.ts")).startKernel(`${DATA}small/`, "q8", 1),
  ort: async (threads) => (await import("./ort.ts")).startOrt(`${DATA}ours/`, threads),
  transformers: async (threads) => (await import("./transformers.ts")).startTransformers("stock", threads),
  q8_0: async (threads) => (await import("./wllama.ts")).startWllama(`${DATA}q8_0.gguf`, threads),
  q4_0: async (threads) => (await import("./wllama.ts")).startWllama(`${DATA}q4_0.gguf`, threads),
  floor: async (weightBytes) => (await import("./floor.ts")).startFloor(DATA, weightBytes),
};

let contender: Contender | undefined;

const bench = {
  /**
   * Milliseconds from the start of the page's life, and from this call, to its first token; and the bytes that came over
   * the network for it.
   */
  async start(name: string, option: number): Promise<{ firstTokenMs: number; loadMs: number; bytes: number }> {
    const start = STARTERS[name];
    if (start === undefined) throw new Error(`There is no contender ${name}.`);
    performance.setResourceTimingBufferSize(1000);
    const began = performance.now();
    contender = await start(option);
    await contender.decode(16, 1);
    const firstTokenMs = performance.now();
    const loadMs = firstTokenMs - began;
    // Transfers are entered a little after they end.
    await new Promise((resolve) => setTimeout(resolve, 500));
    const entries = performance
      .getEntriesByType("resource")
      .filter((entry) => entry instanceof PerformanceResourceTiming);
    return { firstTokenMs, loadMs, bytes: entries.reduce((sum, { transferSize }) => sum + transferSize, 0) };
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
