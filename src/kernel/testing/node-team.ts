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
    exports.help(number);
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

/**
 * A clock by which the kernel's turns take so long: of each round alone, together and so on, one round after the other; the last one
 * comes again and again.
 */
export function clock(...rounds: readonly (readonly number[])[]): () => number {
  let [time, calls, round, turn] = [0, 0, 0, 0];
  return () => {
    const turns = rounds[Math.min(round, rounds.length - 1)] ?? [];
    // The second call of each pair ends a turn.
    if (calls++ % 2 === 1) {
      time += turns[turn++] ?? 0;
      if (turn >= turns.length) [round, turn] = [round + 1, 0];
    }
    return time;
  };
}
