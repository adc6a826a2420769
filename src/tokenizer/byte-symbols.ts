/**
 * GPT-2 writes bytes as characters that one can see: those of Latin-1 as they are, the other 68 as U+0100 and on, in order
 * (OpenAI's `bytes_to_unicode`).
 */
const isVisible = (byte: number) => (byte > 0x20 && byte < 0x7f) || (byte > 0xa0 && byte !== 0xad);
const bytes = Array.from({ length: 256 }, (_, byte) => byte);
const hidden = bytes.filter((byte) => !isVisible(byte));

/** The character of each byte. */
export const BYTE_SYMBOLS: readonly string[] = bytes.map((byte) =>
  String.fromCharCode(isVisible(byte) ? byte : 0x100 + hidden.indexOf(byte)),
);
const BYTES: ReadonlyMap<string, number> = new Map(BYTE_SYMBOLS.map((symbol, byte) => [symbol, byte]));

const encoder = new TextEncoder();

/** The bytes of a text in UTF-8, as characters that one can see. */
export function toSymbols(text: string): string {
  let symbols = "";
  for (const byte of encoder.encode(text)) symbols += BYTE_SYMBOLS[byte] ?? "";
  return symbols;
}

/** The bytes that a token stands for; those of its text where not all of its characters are symbols. */
export function bytesOf(token: string): readonly number[] {
  const found: number[] = [];
  for (const symbol of token) {
    const byte = BYTES.get(symbol);
    if (byte === undefined) return [...encoder.encode(token)];
    found.push(byte);
  }
  return found;
}
