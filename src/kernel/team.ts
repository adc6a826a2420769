import type { ForwardPass } from "../contract/forward-pass.ts";
import { fastestOf } from "./fastest-of.ts";
import { KernelInstance } from "./instance.ts";

/** What a helper's thread is sent: it runs the same module on the same memory. */
export interface HelperTask {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** Of the helper, from 0 on. */
  readonly number: number;
}

/** A thread that computes along until it is ended. */
export interface Helper {
  end(): void;
}

/** How a kernel of a shared build gets threads; passed in, since each platform has its own. */
export interface Team {
  /** Most threads beside the kernel's own. */
  readonly helpers: number;
  /** Resolves when the thread is about to call {@link help}. */
  start(task: HelperTask): Promise<Helper>;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  /** The same build for a memory of its own: browsers may refuse one that is shared, phones above all. */
  unshared(): Promise<WebAssembly.Module>;
}

/** Turns of which the fastest counts; the first one wakes the helpers and runs code not yet optimized. */
const ROUNDS = 3;
/** Below this share of the time alone the helpers are worth their noise and heat. */
const CLEARLY = 0.85;
/**
 * Tokens of a pass: a single one has to wait for the weights to come from memory, which is no faster for several threads
 * on many machines; with more it is the computing that takes the time, on some with four, on all with eight.
 */
const SIZES = [1, 4, 8] as const;

/**
 * A helper's side. `ready` is called when all is prepared; after that this thread does nothing else any more.
 */
export async function help({ module, memory, number }: HelperTask, ready: () => void): Promise<void> {
  const kernel = await KernelInstance.open(module, memory);
  // The kernel's own thread has filled it in, at the same address.
  const config = kernel.functions.allocateConfig();
  kernel.functions.allocateKinds(config);
  kernel.functions.setUp(config, number);
  ready();
  kernel.functions.help();
}

/** Starts the helpers of a kernel that was set up for them. Helpers that fail to start are skipped. */
export async function startHelpers(
  team: Team,
  module: WebAssembly.Module,
  kernel: KernelInstance,
): Promise<readonly Helper[]> {
  const { memory } = kernel;
  const starts = Array.from({ length: team.helpers }, (_, number) => team.start({ module, memory, number }));
  return (await Promise.allSettled(starts)).flatMap((start) => (start.status === "fulfilled" ? [start.value] : []));
}

export function endHelpers(helpers: readonly Helper[]): void {
  for (const helper of helpers) helper.end();
}

/**
 * Measures passes of each size alone and with the helpers, in turns, and has them asked from the smallest size on for
 * which they are clearly faster. @returns that size; 0 where they are for none
 */
export async function fewestHelped(kernel: KernelInstance, pass: ForwardPass, now: () => number): Promise<number> {
  for (const size of SIZES) {
    const tokens = new Array<number>(size).fill(0);
    const passesWith = (fewestTokens: number) => async () => {
      kernel.functions.askHelpers(fewestTokens);
      await pass.forward([tokens]);
      await pass.truncate(0);
    };
    const [alone = 0, together = 0] = await fastestOf([passesWith(0), passesWith(size)], now, ROUNDS);
    if (together < alone * CLEARLY) return size;
  }
  kernel.functions.askHelpers(0);
  return 0;
}
