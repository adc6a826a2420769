import { refuse } from "../contract/outcome.ts";
import { hasSimd } from "../kernel/simd.ts";

/**
 * Whatever computes a model here is WebAssembly with SIMD, ONNX Runtime too: said before anything is downloaded for it.
 * @throws Refusal `no_backend`
 */
export function requireSimd(scope: { readonly WebAssembly?: typeof WebAssembly } = globalThis): void {
  if (scope.WebAssembly === undefined) {
    throw refuse("no_backend", "no_webassembly", {});
  }
  if (hasSimd(scope.WebAssembly)) return;
  throw refuse("no_backend", "no_simd", {});
}
