import { Worker } from "node:worker_threads";
import type { Team } from "../team.ts";
import { kernelModule } from "./start-kernel.ts";

/** What `help` does, in a language that Node's threads take as it is. */
const HELPER = `
  const { parentPort, workerData } = require("node:worker_threads");
  const { module, memory, number } = workerData;
  WebAssembly.instantiate(module, { env: { memory } }).then(({ exports }) => {
    const config = exports.allocateConfig();
    exports.allocateKinds(config);
    exports.setUp(config, number);
    parentPort.postMessage("ready");
    exports.help();
  });
`;

/** Helpers on Node's threads, and how many of them have ended. */
export interface NodeTeam extends Team {
  readonly ended: number;
}

/** @param now a clock that decides whether the helpers are found to be faster */
export function nodeTeam(helpers: number, now: () => number): NodeTeam {
  const team = {
    helpers,
    now,
    ended: 0,
    unshared: () => kernelModule("kernel"),
    start: (task: object) =>
      new Promise<{ end(): void }>((resolve, reject) => {
        const worker = new Worker(HELPER, { eval: true, workerData: task });
        worker.once("error", reject);
        const end = () => {
          team.ended++;
          void worker.terminate();
        };
        worker.once("message", () => {
          resolve({ end });
        });
      }),
  };
  return team;
}

/** A clock by which the kernel's turns take so long, alone and together alternately; the last pair of times stays. */
export function clock(...pairs: readonly (readonly [alone: number, together: number])[]): () => number {
  let [time, calls] = [0, 0];
  return () => {
    const turn = calls >> 1;
    // The second call of each pair ends a turn.
    if (calls % 2 === 1) time += pairs[Math.min(turn >> 1, pairs.length - 1)]?.[turn % 2 === 0 ? 0 : 1] ?? 0;
    calls++;
    return time;
  };
}
