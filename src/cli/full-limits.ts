import type { Gpt2Config } from "../gpt2/config.ts";
import { parameterCount } from "../gpt2/tensors.ts";
import { formatBytes } from "../contract/format-bytes.ts";
import { type OptionValues, textOf, UsageError } from "./command.ts";

/** Larger models take hours, and gigabytes. */
export const MOST_PARAMETERS = 35_000_000;
/**
 * Bytes for each, as measured: its weight, its gradient and Adam's two moments take 16; the best state, what a checkpoint has of it, and
 * what is read and written of the model, the rest.
 */
export const FULL_BYTES = 44;

const INSTEAD = "Without --full an adapter is trained, which takes little more than the model itself.";

/** Options that speak of an adapter. */
const ADAPTER_OPTIONS = ["rank", "alpha", "voice", "voice-bytes", "merged"] as const;

/** @throws UsageError that names an option which says nothing where all weights are trained */
export function refuseAdapterOptions(values: OptionValues): void {
  const stray = ADAPTER_OPTIONS.find((name) => values[name] !== undefined);
  if (stray !== undefined)
    throw new UsageError(`--${stray}: is for an adapter, and --full trains all weights instead.`);
  const threads = textOf(values, "threads");
  if (threads !== undefined && threads !== "1") throw new UsageError(`--threads ${threads}: --full trains on 1.`);
}

/**
 * @param name of the base
 * @param memory bytes that there are at most
 * @throws UsageError for a base that is too large, or for which there is not enough memory
 */
export function checkFullSize(name: string, shape: Gpt2Config, memory: number): void {
  const count = parameterCount(shape);
  const told = (amount: number) => amount.toLocaleString("en");
  if (count > MOST_PARAMETERS)
    throw new UsageError(
      `--full: ${name} has ${told(count)} parameters; at most ${told(MOST_PARAMETERS)} can be trained whole. ${INSTEAD}`,
    );
  const needed = count * FULL_BYTES;
  if (needed > memory)
    throw new UsageError(
      `--full: training all of ${name} takes ${formatBytes(needed)} of memory, and there are ${formatBytes(memory)}. ${INSTEAD}`,
    );
}
