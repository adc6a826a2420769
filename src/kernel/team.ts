import { at } from "../contract/at.ts";
import type { ForwardPass } from "../contract/forward-pass.ts";
import { fastestOf } from "./fastest-of.ts";
import type { HelperWorth } from "./helper-watch.ts";
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
/** Below this share of the time alone, or with fewer, helpers are worth their noise and heat. */
const CLEARLY = 0.85;
/** Where there are more helpers than so many, they are tried beside all. */
const FEW_HELPERS = 3;
/**
 * Tokens of a pass: a single one has to wait for the weights to come from memory, which is no faster for several threads
 * on many machines; with more it is the computing that takes the time, on some with four, on all with eight.
 */
const SIZES = [1, 4, 8] as const;

/** A helper that has started. */
export interface StartedHelper extends Helper {
  /** Of its task. */
  readonly number: number;
}

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
  kernel.functions.help(number);
}

/** Starts the helpers of a kernel that was set up for them. Helpers that fail to start are skipped. @returns by rising numbers */
export async function startHelpers(
  team: Team,
  module: WebAssembly.Module,
  kernel: KernelInstance,
): Promise<readonly StartedHelper[]> {
  const { memory } = kernel;
  const starts = Array.from({ length: team.helpers }, async (_, number) => {
    const helper = await team.start({ module, memory, number });
    return { number, end: () => helper.end() };
  });
  return (await Promise.allSettled(starts)).flatMap((start) => (start.status === "fulfilled" ? [start.value] : []));
}

export function endHelpers(helpers: readonly Helper[]): void {
  for (const helper of helpers) helper.end();
}

/**
 * Measures passes alone and with helpers, three of them and all where there are more, in turns: of one size after the other until helpers
 * make it clearly faster, and then of the largest, if more helpers than those might pay there.
 * @returns what was found, by rising sizes; nothing where none pay
 */
export async function measureHelpers(
  kernel: KernelInstance,
  pass: ForwardPass,
  now: () => number,
  helpers: readonly StartedHelper[],
): Promise<readonly HelperWorth[]> {
  const ways = waysOf(helpers);
  const measure = async (size: number, tried: readonly number[]) => {
    const tokens = new Array<number>(size).fill(0);
    const passes = tried.map((most) => async () => {
      kernel.functions.askHelpers(most > 0 ? size : 0, most);
      await pass.forward([tokens]);
      await pass.truncate(0);
    });
    return pickWay(tried, await fastestOf(passes, now, ROUNDS));
  };
  const largest = at(SIZES, SIZES.length - 1);
  for (const size of SIZES) {
    const most = await measure(size, [0, ...ways]);
    if (most === 0) continue;
    const rest = ways.filter((way) => way >= most);
    const more = size === largest || rest.length === 1 ? most : await measure(largest, rest);
    return more === most
      ? [{ tokens: size, most }]
      : [
          { tokens: size, most },
          { tokens: largest, most: more },
        ];
  }
  kernel.functions.askHelpers(0, 0);
  return [];
}

/** Below which numbers helpers are asked, in turns. */
function waysOf(helpers: readonly StartedHelper[]): readonly number[] {
  const counts = helpers.length > FEW_HELPERS ? [FEW_HELPERS, helpers.length] : [helpers.length];
  return counts.map((count) => at(helpers, count - 1).number + 1);
}

/** The first way, or a later one that is clearly faster than what goes before it. */
function pickWay(ways: readonly number[], times: readonly number[]): number {
  let best = 0;
  for (let way = 1; way < ways.length; way++) if (at(times, way) < at(times, best) * CLEARLY) best = way;
  return at(ways, best);
}
