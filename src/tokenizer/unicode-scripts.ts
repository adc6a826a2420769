import { at } from "../contract/at.ts";
import { SCRIPTS } from "./script-table.ts";

/** First and last code point of a range, and the number of its script. */
type ScriptRange = readonly [number, number, number];
let table: readonly ScriptRange[] | undefined;

/** Sorted by code points; made when a tokenizer first needs it, since hardly any does. */
function scriptRanges(): readonly ScriptRange[] {
  table ??= SCRIPTS.split("/")
    .flatMap((ranges, script) => rangesIn(ranges, script))
    .sort(([a], [b]) => a - b);
  return table;
}

function rangesIn(text: string, script: number): ScriptRange[] {
  return text
    .trim()
    .split(/\s+/)
    .map((range) => rangeOf(range, script));
}

function rangeOf(text: string, script: number): ScriptRange {
  const [first = "", last = first] = text.split("-");
  return [Number.parseInt(first, 16), Number.parseInt(last, 16), script];
}

/** @returns nothing for what is of no script: spaces, and characters that the library does not know */
function scriptOf(code: number): number | undefined {
  const ranges = scriptRanges();
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(ranges, middle)[1] < code) low = middle + 1;
    else high = middle;
  }
  const [first, , script] = ranges[low] ?? [];
  return first !== undefined && first <= code ? script : undefined;
}

/**
 * Cuts a text where the script changes, as the library's `UnicodeScripts` does: what is of no script stays with what is before it, and
 * what stands before the first character of any is left out. An empty piece stands for it then: what follows is not the text's beginning.
 */
export function splitByScript(text: string): string[] {
  const starts: number[] = [];
  let [offset, last]: [number, number | undefined] = [0, undefined];
  for (const character of text) {
    const script = scriptOf(character.codePointAt(0) ?? 0);
    if (script !== undefined && script !== last) starts.push(offset);
    last = script ?? last;
    offset += character.length;
  }
  const pieces = starts.map((start, i) => text.slice(start, starts[i + 1]));
  return starts[0] === 0 ? pieces : ["", ...pieces];
}
