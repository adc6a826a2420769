import { mayBeEmpty } from "./pattern/compile.ts";
import { parsePattern } from "./pattern/parse-pattern.ts";
import { makeLiteral, makePattern, type Pattern } from "./pattern/pattern.ts";
import { refusePart } from "./refuse.ts";
import type { PatternSource } from "./schema/fields.ts";

/** @throws NotUnderstood for a regular expression that is not understood */
export function patternOf(source: PatternSource): Pattern {
  return "String" in source ? makeLiteral(source.String) : makePattern(source.Regex);
}

/** Patterns that match nothing at all places are no replacement's: the library loses its place in the text with them. */
export function replacedPattern(source: PatternSource): Pattern {
  if ("String" in source ? source.String === "" : mayBeEmpty(parsePattern(source.Regex))) {
    throw refusePart("replaces_empty", {});
  }
  return patternOf(source);
}

export function replaceAll(text: string, pattern: Pattern, content: string): string {
  return pattern(text)
    .map((part) => (part.matched ? content : part.text))
    .join("");
}
