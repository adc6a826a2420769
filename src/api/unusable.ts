import type { ValidationDetail } from "./validation.ts";

/** Lists and objects within each other; a body that means anything has a few, and whoever walks through one has an end. */
const DEEPEST = 32;
/** Half of a character of two units; JSON can hold it, but no encoding of a text can. */
const HALF = /\p{Cs}/u;

/** The first part of a parsed body that no field of any route could be: nested too deep, or a text with half a character. */
export function findUnusable(
  value: unknown,
  loc: readonly (string | number)[] = ["body"],
): ValidationDetail | undefined {
  if (typeof value === "string" && HALF.test(value)) {
    const name = loc.findLast((part) => typeof part === "string");
    const msg = `${name} must not hold half a character (a surrogate without the other one).`;
    return { loc, msg, type: "string_unicode" };
  }
  if (typeof value !== "object" || value === null) return undefined;
  if (loc.length > DEEPEST) {
    const msg = `The body has more than ${DEEPEST} lists and objects within each other.`;
    return { loc: ["body"], msg, type: "recursion_loop" };
  }
  const parts = Array.isArray(value) ? value.entries() : Object.entries(value);
  for (const [part, inner] of parts) {
    const found = findUnusable(inner, [...loc, part]);
    if (found !== undefined) return found;
  }
  return undefined;
}
