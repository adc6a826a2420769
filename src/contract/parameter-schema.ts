import * as v from "valibot";
import { LIMITS } from "./limits.ts";

/** How a control for the parameter looks: its bounds, step and the value that transformers uses when it is not given. */
export interface NumberSpec {
  readonly default: number | null;
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

export function real(spec: NumberSpec, description: string) {
  return numberOf(v.finite(), spec, description);
}

export function whole(spec: NumberSpec, description: string) {
  return numberOf(v.safeInteger(), spec, description);
}

type Kind = v.FiniteAction<number, undefined> | v.SafeIntegerAction<number, undefined>;

function numberOf(kind: Kind, { min, max, ...spec }: NumberSpec, description: string) {
  const between = [v.minValue<number, number>(min), v.maxValue<number, number>(max)] as const;
  return v.optional(
    v.pipe(v.number(), kind, ...between, v.description(description), v.metadata({ min, max, ...spec })),
  );
}

export function words(most: number, longest: number, description: string) {
  return v.optional(
    v.pipe(
      v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(longest))),
      v.maxLength(most),
      v.description(description),
    ),
  );
}

export function flag(description: string) {
  return v.optional(v.pipe(v.boolean(), v.description(description)));
}

export const tokenId = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A parameter that is one token. */
export function token(description: string) {
  return whole({ default: null, min: 0, max: LIMITS.tokenIds - 1, step: 1 }, description);
}

/** A parameter that is one token or several. */
export function oneOrMoreTokens(most: number, description: string) {
  return v.optional(
    v.pipe(v.union([tokenId, v.pipe(v.array(tokenId), v.maxLength(most))]), v.description(description)),
  );
}

/** Several tokens in any order. */
export function tokens(most: number, description: string) {
  return v.optional(v.pipe(v.array(tokenId), v.maxLength(most), v.description(description)));
}

/** Tokens one after the other. */
export function tokenRun(longest: number) {
  return v.pipe(v.array(tokenId), v.minLength(1), v.maxLength(longest));
}
