import type { ParameterValue } from "./failure-parameters.ts";
import type { Saying } from "./outcome.ts";
import { cleanLine } from "./plain-text.ts";

/** Characters of a named failure, whose parameters may be names out of strangers' files. */
const LONGEST = 2000;

/** A failure by its code and its parameters, for those who have no sentences at hand: `quota.full`, `network.script (url: …)`. */
export function nameFailure({ code, detail, parameters }: Saying): string {
  const shown = Object.entries(parameters).map(([name, value]) => `${name}: ${shorten(value)}`);
  return cleanLine(`${code}.${detail}${shown.length > 0 ? ` (${shown.join(", ")})` : ""}`, LONGEST);
}

function shorten(value: ParameterValue): string {
  if (isFailure(value)) return nameFailure(value);
  return typeof value === "object"
    ? value.map((one) => (isFailure(one) ? nameFailure(one) : one)).join("; ")
    : `${value}`;
}

/** Whether a parameter is a failure itself. */
export function isFailure(value: unknown): value is Saying {
  return typeof value === "object" && value !== null && "detail" in value;
}
