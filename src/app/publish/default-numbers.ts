import { describeParameter } from "../../contract/describe-parameter.ts";
import type { NumberSpec } from "../../contract/parameters.ts";
import type { PublishedDefaults } from "../../contract/publishing.ts";

/** Defaults that are numbers, in the order in which they are asked for. */
export const NUMBERS = ["temperature", "top_k", "top_p", "repetition_penalty", "max_new_tokens"] as const;
export type NumberName = (typeof NUMBERS)[number];

export function isWithin(value: number, { min, max, step }: NumberSpec): boolean {
  return value >= min && value <= max && (!Number.isInteger(step) || Number.isInteger(value));
}

/** Whether every default may be published. */
export function areDefaultsRight(defaults: PublishedDefaults): boolean {
  return NUMBERS.every((name) => {
    const value = defaults[name];
    const { number: limits } = describeParameter(name);
    return value === undefined || limits === undefined || isWithin(value, limits);
  });
}
