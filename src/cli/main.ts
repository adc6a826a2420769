import { isMainThread } from "node:worker_threads";
import { runLine } from "./run-line.ts";
import { runComputeThread } from "./serve/compute-thread.ts";

// `serve` starts this very program in threads that compute.
if (isMainThread) process.exitCode = await runLine(process.argv.slice(2), process);
else await runComputeThread();
