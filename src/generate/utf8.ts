/** UTF-8 bytes of a text; a half of a surrogate pair becomes U+FFFD. This room knows no global of page or Node. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else bytes.push(...bytesOf(code >= 0xd800 && code < 0xe000 ? 0xfffd : code));
  }
  return Uint8Array.from(bytes);
}

function bytesOf(code: number): number[] {
  const last = (shift: number) => 0x80 | ((code >> shift) & 0x3f);
  if (code < 0x800) return [0xc0 | (code >> 6), last(0)];
  if (code < 0x1_0000) return [0xe0 | (code >> 12), last(6), last(0)];
  return [0xf0 | (code >> 18), last(12), last(6), last(0)];
}

/** The text, or nothing where the bytes are no UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decodeURIComponent(Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""));
  } catch {
    return undefined;
  }
}

/** The first character; nothing where it is not whole. */
export function firstCharacter(bytes: Uint8Array): string | undefined {
  const [lead = 0] = bytes;
  if (lead < 0x80 && bytes.length > 0) return String.fromCharCode(lead);
  const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  return decodeUtf8(bytes.subarray(0, length));
}
