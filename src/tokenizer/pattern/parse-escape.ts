import { refusePart } from "../refuse.ts";
import { propertyOf } from "./character-set.ts";
import type { Scanner } from "./scanner.ts";

const CONTROLS = new Map([
  ["t", 0x09],
  ["n", 0x0a],
  ["v", 0x0b],
  ["f", 0x0c],
  ["r", 0x0d],
  ["a", 0x07],
  ["e", 0x1b],
]);

/** The class that `\p{…}` stands for, whose letter was taken. @throws NotUnderstood */
export function parseProperty(scanner: Scanner, negative: boolean): string {
  const [, caret = "", name = ""] = scanner.takeMatch(/^\{(\^?)(\w+)\}/, 40) ?? [];
  const property = propertyOf(name);
  if (property === undefined) throw refusePart("property", { name });
  return `\\${negative !== (caret === "^") ? "P" : "p"}{${property}}`;
}

/** The code point of an escape whose letter was taken. @throws NotUnderstood */
export function parseCode(scanner: Scanner, letter: string): number {
  const control = CONTROLS.get(letter);
  if (control !== undefined) return control;
  if (letter === "x" || letter === "u") {
    const forms = letter === "u" ? /^([0-9a-fA-F]{4})/ : /^(?:\{([0-9a-fA-F]{1,6})\}|([0-9a-fA-F]{2}))/;
    const [, first, second] = scanner.takeMatch(forms, 8) ?? [];
    const code = Number.parseInt(first ?? second ?? "", 16);
    // Bytes over 7F would be parts of characters.
    if (Number.isNaN(code) || code > 0x10ffff || (second !== undefined && code > 0x7f)) {
      throw refusePart("escape", { escape: `\\${letter}` });
    }
    return code;
  }
  if (letter === "" || /[a-zA-Z0-9]/.test(letter)) throw refusePart("escape", { escape: `\\${letter}` });
  return letter.codePointAt(0) ?? 0;
}
