/** A charsmap of SentencePiece by hand: units of its trie, and the text of its rules. */
export function charsmapOf(units: readonly number[], text: string | Uint8Array, claimed = 4 * units.length): string {
  const texts = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const bytes = new Uint8Array(4 + 4 * units.length + texts.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, claimed, true);
  units.forEach((unit, index) => {
    view.setUint32(4 + 4 * index, unit >>> 0, true);
  });
  bytes.set(texts, 4 + 4 * units.length);
  let characters = "";
  for (const byte of bytes) characters += String.fromCharCode(byte);
  return btoa(characters);
}

const LEAF = 1 << 8;
const VALUE = 0x8000_0000;

/**
 * Units of a trie with one rule, for a character of one byte.
 * @param places what other units hold instead
 */
export function oneRule(byte: number, value: number, places: Readonly<Record<number, number>> = {}): number[] {
  const units = Array.from({ length: 768 }, () => 0);
  units[0] = offset(256);
  units[256 ^ byte] = byte | LEAF | offset(256 ^ byte ^ 512);
  units[512] = (VALUE | value) >>> 0;
  for (const [place, unit] of Object.entries(places)) units[Number(place)] = unit;
  return units;
}

/** Where a node's children begin, as it stands in its unit. */
export function offset(by: number): number {
  return (by << 10) >>> 0;
}
