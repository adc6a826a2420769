import kernelUrl from "../../src/kernel/build/kernel.wasm?url";
import sharedUrl from "../../src/kernel/build/kernel-shared.wasm?url";
import type { Dtype } from "../../src/contract/dtypes.ts";
import { createKernel } from "../../src/kernel/create-kernel.ts";
import { startHelper } from "../../src/worker/start-helper.ts";
import type { Contender } from "./contender.ts";
import { FetchedFiles } from "./fetched-files.ts";
import { ForwardPassContender } from "./forward-pass-contender.ts";

export async function startKernel(base: string, dtype: Dtype, threads: number): Promise<Contender> {
  const module = WebAssembly.compileStreaming(fetch(threads > 1 ? sharedUrl : kernelUrl));
  const unshared = () => WebAssembly.compileStreaming(fetch(kernelUrl));
  const team =
    threads > 1 ? { helpers: threads - 1, start: startHelper, now: () => performance.now(), unshared } : undefined;
  const files = await FetchedFiles.open(base);
  const pass = await createKernel(files, dtype, await module, undefined, team);
  if (pass.threads !== threads) throw new Error(`The kernel found ${pass.threads} of ${threads} threads to be faster.`);
  return new ForwardPassContender(pass);
}
