import type { Contender } from "./contender.ts";

/** Reads as many bytes as the q8 model's weights take, in order, once per token. */
export async function startFloor(base: string, weightBytes: number): Promise<Contender> {
  const { instance } = await WebAssembly.instantiateStreaming(fetch(`${base}floor.wasm`));
  const { fill, read } = instance.exports;
  if (typeof fill !== "function" || typeof read !== "function") throw new TypeError("floor.wasm lacks its functions.");
  const bytes = Math.floor(weightBytes / 64) * 64;
  fill(bytes);
  return {
    async decode(_length, count) {
      return Array.from({ length: count }, () => {
        const start = performance.now();
        read(bytes);
        return performance.now() - start;
      });
    },
  };
}
