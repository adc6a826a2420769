import { refusePart } from "./refuse.ts";

/** Rules of SentencePiece: a double-array trie over bytes, whose values are places in a text with an end after each rule. */
export interface Charsmap {
  readonly units: Uint32Array;
  readonly texts: Uint8Array;
}
const SIZE_BYTES = 4;
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function readCharsmap(source: string): Charsmap {
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

/** What the shortest rule at the beginning says. */
export function ruleAt(bytes: Uint8Array, { units, texts }: Charsmap): string | undefined {
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
