import type { Dtype } from "../../src/contract/dtypes.ts";
import { createKernel } from "../../src/kernel/create-kernel.ts";
import { kernelLoader } from "../../src/worker/kernel-loader.ts";
import { startHelper } from "../../src/worker/start-helper.ts";
import { type Contender, FEWER_THREADS } from "./contender.ts";
import { FetchedFiles } from "./fetched-files.ts";
import { ForwardPassContender } from "./forward-pass-contender.ts";

export async function startKernel(base: string, dtype: Dtype, threads: number): Promise<Contender> {
  const load = kernelLoader();
  const team =
    threads > 1
      ? { helpers: threads - 1, start: startHelper, now: () => performance.now(), unshared: () => load(false) }
      : undefined;
  const files = await FetchedFiles.open(base);
  const pass = await createKernel(files, dtype, await load(threads > 1), undefined, team);
  if (pass.threads !== threads) throw new Error(`The kernel found ${pass.threads} of ${threads} ${FEWER_THREADS}.`);
  return new ForwardPassContender(pass);
}
