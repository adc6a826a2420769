import kernelUrl from "../../src/kernel/build/kernel.wasm?url";
import { createKernel } from "../../src/kernel/create-kernel.ts";
import type { Contender } from "./contender.ts";
import { FetchedFiles } from "./fetched-files.ts";
import { ForwardPassContender } from "./forward-pass-contender.ts";

export async function startKernel(base: string): Promise<Contender> {
  const module = WebAssembly.compileStreaming(fetch(kernelUrl));
  const files = await FetchedFiles.open(base);
  return new ForwardPassContender(await createKernel(files, "q8", await module));
}
