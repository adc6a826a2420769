import { isMainThread } from "node:worker_threads";
import { runLine } from "./run-line.ts";
import { isSecondThread, runSecondThread } from "./second-thread.ts";
import { runComputeThread } from "./serve/compute-thread.ts";

// `serve` and `finetune` start this very program in threads that compute.
if (isMainThread) process.exitCode = await runLine(process.argv.slice(2), process);
else if (isSecondThread()) runSecondThread();
else await runComputeThread();
