import { type OptionValues, textOf, UsageError } from "./command.ts";

interface Allowed {
  /** What it is where the option is not given. */
  readonly fallback?: number;
  readonly least: number;
  readonly most: number;
  readonly whole?: boolean;
}

/** The number of an option. @throws UsageError where it is missing and needed, none, or beyond what is allowed */
export function readAmount(
  values: OptionValues,
  name: string,
  { fallback, least, most, whole = false }: Allowed,
): number {
  const text = textOf(values, name);
  if (text === undefined && fallback !== undefined) return fallback;
  const value = text === undefined || text.trim() === "" ? Number.NaN : Number(text);
  if (value >= least && value <= most && (!whole || Number.isInteger(value))) return value;
  const kind = whole ? "a whole number" : "a number";
  throw new UsageError(`--${name}${text === undefined ? "" : ` ${text}`}: give ${kind} from ${least} to ${most}.`);
}
