import { refusePart } from "../refuse.ts";
import { escaped, shorthand, testOf } from "./character-set.ts";
import { parseCode, parseProperty } from "./parse-escape.ts";
import type { Scanner } from "./scanner.ts";

/** A class of ASCII characters alone, as it is put together here. */
const ASCII = /^(?:\\u\{[0-7]?[0-9a-f]\}|-)+$/;

/** What brackets let pass, of which the first was taken. @throws NotUnderstood */
export function parseClass(scanner: Scanner, folded: boolean) {
  const negative = scanner.take("^");
  let inner = "";
  for (let first = true; first || scanner.peek() !== "]"; first = false) {
    if (scanner.peek() === "") throw refusePart("class", {});
    if (scanner.peek() === "[" || scanner.take("&&")) throw refusePart("inner_class", {});
    inner += parseMember(scanner);
  }
  scanner.next();
  if (folded && (negative || !ASCII.test(inner))) throw refusePart("class_case", {});
  return testOf(inner, negative, folded);
}

/** A character, a range, or a set. */
function parseMember(scanner: Scanner): string {
  const start = parseMemberCode(scanner);
  if (typeof start === "string") return start;
  const isRange = scanner.peek() === "-" && scanner.peek(1) !== "]" && scanner.peek(1) !== "";
  if (!isRange) return escaped(start);
  scanner.next();
  const end = parseMemberCode(scanner);
  if (typeof end === "string" || end < start) throw refusePart("range", {});
  return `${escaped(start)}-${escaped(end)}`;
}

/** A character's code point, or a set as it is written. */
function parseMemberCode(scanner: Scanner): number | string {
  const character = scanner.next();
  if (character !== "\\") return character.codePointAt(0) ?? 0;
  const letter = scanner.next();
  const lower = letter.toLowerCase();
  if (lower === "p") return parseProperty(scanner, letter === "P");
  const inner = shorthand(lower, true);
  if (inner === undefined) return parseCode(scanner, letter);
  if (letter === lower) return inner;
  if (!/^\\p\{\w+\}$/.test(inner)) throw refusePart("inside_class", { escape: `\\${letter}` });
  return inner.replace("\\p", "\\P");
}
