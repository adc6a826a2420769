import { readFile } from "node:fs/promises";
import type { ForwardPass } from "../../contract/forward-pass.ts";
import { startForwardPass } from "../start-forward-pass.ts";
import type { WeightTensor } from "../weights.ts";
import { type RandomModel, tensorsOf } from "./random-model.ts";

const modules = new Map<string, Promise<WebAssembly.Module>>();

/** A build of the kernel, compiled once; `kernel-checked` traps on any access outside a block and runs the unit tests. */
export function kernelModule(variant = "kernel-checked"): Promise<WebAssembly.Module> {
  const known = modules.get(variant);
  if (known !== undefined) return known;
  const module = readFile(new URL(`../build/${variant}.wasm`, import.meta.url)).then((bytes) =>
    WebAssembly.compile(bytes),
  );
  modules.set(variant, module);
  return module;
}

export async function startKernel(
  model: RandomModel,
  tensors: readonly WeightTensor[] = tensorsOf(model),
): Promise<ForwardPass> {
  return startForwardPass(await kernelModule(), model.shape, tensors);
}

/** Largest difference, relative to the largest magnitude of the reference. */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let largest = 0;
  let difference = actual.length === expected.length ? 0 : Number.POSITIVE_INFINITY;
  for (let i = 0; i < expected.length; i++) {
    largest = Math.max(largest, Math.abs(expected[i] ?? 0));
    difference = Math.max(difference, Math.abs((actual[i] ?? Number.NaN) - (expected[i] ?? 0)));
  }
  return difference / largest;
}
