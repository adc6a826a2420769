import { LoggerWithoutDebug, Wllama } from "@wllama/wllama";
import wllamaUrl from "@wllama/wllama/esm/wasm/wllama.wasm?url";
import type { Contender } from "./contender.ts";

/** llama.cpp in WebAssembly, by its own server's timings of streamed completions. */
export async function startWllama(gguf: string, threads: number): Promise<Contender> {
  const wllama = new Wllama({ default: wllamaUrl }, { logger: LoggerWithoutDebug, suppressNativeLog: true });
  await wllama.loadModelFromUrl(new URL(gguf, location.href).href, {
    n_ctx: 1024,
    n_threads: threads,
    n_gpu_layers: 0,
    n_parallel: 1,
    useCache: false,
  });
  let salt = 0;
  /** Every character is a token of the bench's vocabulary; another start keeps the prompt's cache from answering. */
  const prompt = (length: number, fresh: boolean) =>
    `${fresh ? ++salt : salt}`.padStart(4, "0").padEnd(length, "abcdefgh");
  const complete = async (text: string, count: number) => {
    const arrivals: number[] = [];
    const start = performance.now();
    const chunks = await wllama.createCompletion({ prompt: text, max_tokens: count, temperature: 0, stream: true });
    for await (const _chunk of chunks) arrivals.push(performance.now());
    return { start, arrivals };
  };
  return {
    async decode(length, count) {
      const { arrivals } = await complete(prompt(length, false), count + 1);
      return arrivals.slice(1, count + 1).map((time, i) => time - (arrivals[i] ?? time));
    },
    async prefill(length) {
      const { start, arrivals } = await complete(prompt(length, true), 1);
      return (arrivals[0] ?? Number.NaN) - start;
    },
  };
}
