import { chooseBuild } from "../kernel/choose-build.ts";
import kernelUrl from "../kernel/build/kernel.wasm?url";
import relaxedUrl from "../kernel/build/kernel-relaxed.wasm?url";
import relaxedSharedUrl from "../kernel/build/kernel-relaxed-shared.wasm?url";
import sharedUrl from "../kernel/build/kernel-shared.wasm?url";
import { fetchModule } from "../kernel/fetch-module.ts";
import { mayHaveFastDot } from "../kernel/relaxed-dot.ts";
import { once } from "./once.ts";

/** The build that suits the processor, and where its variant for helpers is. */
interface Chosen {
  readonly module: WebAssembly.Module;
  readonly shared: string;
}

/** Loads the kernel when it is first asked for, each of its builds once. */
export function kernelLoader(): (shared: boolean) => Promise<WebAssembly.Module> {
  const choose = once(chooseKernel);
  const compileShared = once(async () => compile((await choose()).shared));
  return async (shared) => (shared ? compileShared() : (await choose()).module);
}

/** @throws Refusal `no_backend` where the policy of the host forbids WebAssembly */
async function chooseKernel(): Promise<Chosen> {
  if (!mayHaveFastDot()) return { module: await compile(kernelUrl), shared: sharedUrl };
  const [plain, relaxed] = await Promise.all([compile(kernelUrl), compile(relaxedUrl)]);
  const module = await chooseBuild(plain, relaxed, () => performance.now());
  return { module, shared: module === relaxed ? relaxedSharedUrl : sharedUrl };
}

function compile(url: string): Promise<WebAssembly.Module> {
  return fetchModule(new URL(url, import.meta.url));
}
