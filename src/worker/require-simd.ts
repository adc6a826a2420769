import { Refusal } from "../contract/outcome.ts";
import { hasSimd } from "../kernel/simd.ts";

/**
 * Whatever computes a model here is WebAssembly with SIMD, ONNX Runtime too: said before anything is downloaded for it.
 * @throws Refusal `no_backend`
 */
export function requireSimd(scope: { readonly WebAssembly?: typeof WebAssembly } = globalThis): void {
  if (scope.WebAssembly === undefined) {
    throw new Refusal("no_backend", "WebAssembly is switched off in this browser, and the model runs on it.", {
      hint: "Allow this site in the browser’s settings (on an iPhone or iPad: turn Lockdown Mode off for it), or use another browser.",
    });
  }
  if (hasSimd(scope.WebAssembly)) return;
  throw new Refusal("no_backend", "This browser’s WebAssembly has no SIMD instructions, and the model runs on them.", {
    hint: "Use a newer browser: Chrome or Edge from version 91, Firefox from 89, Safari from 16.4.",
  });
}
