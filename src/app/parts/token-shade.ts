import { levelOf } from "../../contract/surprise.ts";
import type { PromptToken } from "../../contract/token-detail.ts";
import { formatBits, formatPercent } from "../format.ts";
import type { LateWords } from "../words/en-late.ts";
import type { EarlyWords } from "../words/en.ts";

/** What a token is coloured by: its own probability, its word's mean, or by how much its word surprised another model less. */
export type Colouring = "token" | "word" | "difference";

/** Bits from which a difference is coloured, and from which it is coloured strongly. */
export const DIFFERENCES = [1, 3] as const;

/**
 * The class of a token's colour, and what the colour means in words.
 * @param value a log-probability, by `difference` bits; null where nothing is known
 */
export function shadeOf(
  by: Colouring,
  value: number | null,
  { logprob }: PromptToken,
  { units }: EarlyWords,
  { surprise, tokenChance, unknownChance }: LateWords,
): { readonly className: string; readonly says: string } {
  const own = logprob === null ? unknownChance : tokenChance(formatPercent(Math.exp(logprob), units));
  if (value === null) return { className: "", says: own };
  if (by === "token") return { className: `level-${levelOf(value)}`, says: own };
  if (by === "word") {
    const says = `${own}; ${surprise.wordChance(formatPercent(Math.exp(value), units))}`;
    return { className: `level-${levelOf(value)}`, says };
  }
  const bits = formatBits(Math.abs(value));
  return {
    className: differenceClass(value),
    says: `${own}; ${value < 0 ? surprise.fewer(bits) : surprise.more(bits)}`,
  };
}

/** The class of a difference in bits: more surprise has the colours of improbable tokens, less has colours of its own. */
export function differenceClass(bits: number): string {
  const strength = DIFFERENCES.filter((least) => Math.abs(bits) >= least).length;
  if (strength === 0) return "level-0";
  return bits > 0 ? `level-${strength * 2}` : `less-${strength}`;
}
