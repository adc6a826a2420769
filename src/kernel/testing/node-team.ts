import { Worker } from "node:worker_threads";
import type { Team } from "../team.ts";

/** What `help` does, in a language that Node's threads take as it is. */
const HELPER = `
  const { parentPort, workerData } = require("node:worker_threads");
  const { module, memory, setUp } = workerData;
  WebAssembly.instantiate(module, { env: { memory } }).then(({ exports }) => {
    exports.setUp(...setUp);
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

/** Time alone first, then together, as the kernel measures them in turns. */
export function clock(alone: number, together: number): () => number {
  let [time, calls] = [0, 0];
  return () => {
    // The second call of each pair ends a turn.
    if (calls % 2 === 1) time += calls % 4 === 1 ? alone : together;
    calls++;
    return time;
  };
}
