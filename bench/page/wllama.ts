import { LoggerWithoutDebug, Wllama } from "@wllama/wllama";
import wllamaUrl from "@wllama/wllama/esm/wasm/wllama.wasm?url";
import type { Contender } from "./contender.ts";

/** llama.cpp in WebAssembly, by its own server's timings: of each completion the mean per token. */
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
  /** What llama.cpp's server reports of a completion; its pieces arrive in bursts, so they tell nothing. */
  const complete = async (text: string, count: number) => {
    const { timings } = await wllama.createCompletion({ prompt: text, max_tokens: count, temperature: 0 });
    if (timings === undefined) throw new Error("wllama reports no timings.");
    return timings;
  };
  return {
    async decode(length, count) {
      const { predicted_ms, predicted_n } = await complete(prompt(length, false), count + 1);
      return [predicted_ms / predicted_n];
    },
    async prefill(length) {
      return (await complete(prompt(length, true), 1)).prompt_ms;
    },
  };
}
