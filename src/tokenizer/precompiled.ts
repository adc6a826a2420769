import { splitGraphemes } from "unicode-segmenter/grapheme";
import { refusePart } from "./refuse.ts";

/** Rules of SentencePiece: a double-array trie over bytes, whose values are places in a text with an end after each rule. */
interface Charsmap {
  readonly units: Uint32Array;
  readonly texts: Uint8Array;
}

/** Graphemes of more bytes are looked up character by character. */
const LONGEST_GRAPHEME = 5;
/** Below U+0300 no two characters are one grapheme, but a line end of two. */
const MAY_JOIN = /[^\0-\u02ff]|\r\n/;
const CACHED = 20_000;
const SIZE_BYTES = 4;

const encoder = new TextEncoder();
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * The normalizer `Precompiled`, as the library's spm_precompiled does it: the shortest rule at the beginning of a grapheme takes the
 * place of all of it.
 * @param source in base64
 * @throws NotUnderstood for what is none
 */
export function makePrecompiled(source: string): (text: string) => string {
  const map = readCharsmap(source);
  const known = new Map<string, string>();
  const replaceOnce = (grapheme: string) => {
    const before = known.get(grapheme);
    if (before !== undefined) return before;
    const replaced = replaceGrapheme(grapheme, map);
    if (known.size >= CACHED) known.clear();
    if (grapheme.length <= LONGEST_GRAPHEME) known.set(grapheme, replaced);
    return replaced;
  };
  return (text) => {
    let normalized = "";
    for (const grapheme of MAY_JOIN.test(text) ? splitGraphemes(text) : text) normalized += replaceOnce(grapheme);
    return normalized;
  };
}

function readCharsmap(source: string): Charsmap {
  const bytes = decodeBase64(source);
  if (bytes === undefined || bytes.length < SIZE_BYTES) throw refusePart("charsmap", {});
  const view = new DataView(bytes.buffer);
  const count = Math.floor(view.getUint32(0, true) / 4);
  const end = SIZE_BYTES + 4 * count;
  if (count === 0 || end > bytes.length) throw refusePart("charsmap", {});
  const units = Uint32Array.from({ length: count }, (_, index) => view.getUint32(SIZE_BYTES + 4 * index, true));
  const texts = bytes.subarray(end);
  if (decodeStrictly(texts) === undefined) throw refusePart("charsmap", {});
  checkReachable({ units, texts });
  return { units, texts };
}

/** Every rule that a text can lead to must lie within the map. */
function checkReachable(map: Charsmap): void {
  const { units } = map;
  const seen = new Uint8Array(units.length);
  const open = [0];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const unit = units[node] ?? 0;
    const base = node ^ offsetOf(unit);
    if (node > 0 && isEnd(unit)) textAt(map.texts, unitAt(units, base));
    for (let byte = 1; byte < 256; byte++) {
      const place = base ^ byte;
      if (labelOf(unitAt(units, place)) !== byte || seen[place] === 1) continue;
      seen[place] = 1;
      open.push(place);
    }
  }
}

function replaceGrapheme(grapheme: string, map: Charsmap): string {
  const whole = encoder.encode(grapheme);
  const replaced = whole.length <= LONGEST_GRAPHEME ? ruleAt(whole, map) : undefined;
  if (replaced !== undefined) return replaced;
  let text = "";
  for (const character of grapheme) text += ruleAt(encoder.encode(character), map) ?? character;
  return text;
}

/** What the shortest rule at the beginning says. */
function ruleAt(bytes: Uint8Array, { units, texts }: Charsmap): string | undefined {
  let place = offsetOf(unitAt(units, 0));
  for (const byte of bytes) {
    if (byte === 0) return undefined;
    place ^= byte;
    const unit = unitAt(units, place);
    if (labelOf(unit) !== byte) return undefined;
    place ^= offsetOf(unit);
    if (isEnd(unit)) return textAt(texts, unitAt(units, place));
  }
  return undefined;
}

function unitAt(units: Uint32Array, place: number): number {
  const unit = units[place];
  if (unit === undefined) throw refusePart("charsmap_beyond", {});
  return unit;
}

/** Whether a rule ends at a node. */
function isEnd(unit: number): boolean {
  return ((unit >>> 8) & 1) === 1;
}

/** With the highest bit, which a value has: no byte equals it then. */
function labelOf(unit: number): number {
  return (unit & 0x8000_00ff) >>> 0;
}

function offsetOf(unit: number): number {
  return (unit >>> 10) << ((unit & 0x200) >>> 6);
}

/** @param value of a rule, whose highest bit marks it as one */
function textAt(texts: Uint8Array, value: number): string {
  const start = value & 0x7fff_ffff;
  const end = texts.indexOf(0, start);
  const text = start > texts.length ? undefined : decodeStrictly(texts.subarray(start, end < 0 ? texts.length : end));
  if (text === undefined) throw refusePart("charsmap_beyond", {});
  return text;
}

function decodeStrictly(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

function decodeBase64(source: string): Uint8Array<ArrayBuffer> | undefined {
  if (source.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(source)) return undefined;
  return Uint8Array.from(atob(source), (character) => character.charCodeAt(0));
}
