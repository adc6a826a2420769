import { makeLiteral, makePattern, type Pattern } from "./pattern/pattern.ts";
import type { PatternSource } from "./schema.ts";

/** @throws NotUnderstood for a regular expression that is not understood */
export function patternOf(source: PatternSource): Pattern {
  return "String" in source ? makeLiteral(source.String) : makePattern(source.Regex);
}

export function replaceAll(text: string, pattern: Pattern, content: string): string {
  return pattern(text)
    .map((part) => (part.matched ? content : part.text))
    .join("");
}
