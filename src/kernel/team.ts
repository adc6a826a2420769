import type { ForwardPass } from "../contract/forward-pass.ts";
import { KernelInstance, setUpValues } from "./instance.ts";
import type { KernelShape } from "./shape.ts";

/** What a helper's thread is sent: it runs the same module on the same memory. */
export interface HelperTask {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** For `setUp`, the helper's number last. */
  readonly setUp: readonly number[];
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
}

/** Turns of which the fastest counts; the first one wakes the helpers. */
const ROUNDS = 4;
/** Below this share of the time alone the helpers are worth their noise and heat. */
const CLEARLY = 0.85;

/**
 * A helper's side. `ready` is called when all is prepared; after that this thread does nothing else any more.
 */
export async function help({ module, memory, setUp }: HelperTask, ready: () => void): Promise<void> {
  const kernel = await KernelInstance.open(module, memory);
  kernel.call("setUp", ...setUp);
  ready();
  kernel.call("help");
}

/** Starts the helpers of a kernel that was set up for them. One that does not come is done without. */
export async function gather(
  team: Team,
  module: WebAssembly.Module,
  kernel: KernelInstance,
  shape: KernelShape,
): Promise<readonly Helper[]> {
  const { memory } = kernel;
  const values = setUpValues(shape);
  const starts = Array.from({ length: team.helpers }, (_, number) =>
    team.start({ module, memory, setUp: [...values, number] }),
  );
  return (await Promise.allSettled(starts)).flatMap((start) => (start.status === "fulfilled" ? [start.value] : []));
}

export function endAll(helpers: readonly Helper[]): void {
  for (const helper of helpers) helper.end();
}

/** Measures a token alone and with the helpers, in turns, and leaves them on where they are clearly faster. */
export async function helpersPay(kernel: KernelInstance, pass: ForwardPass, now: () => number): Promise<boolean> {
  const fastest = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < ROUNDS; round++) {
    for (const use of [0, 1]) {
      kernel.call("useHelpers", use);
      const start = now();
      await pass.forward([[0]]);
      fastest[use] = Math.min(fastest[use] ?? 0, now() - start);
      await pass.truncate(0);
    }
  }
  const [alone = 0, together = 0] = fastest;
  const pays = together < alone * CLEARLY;
  kernel.call("useHelpers", Number(pays));
  return pays;
}
