const ZIP64 = 0x0001;
const UNICODE_PATH = 0x7075;

/**
 * What an entry's extra fields say of it and its directory does not; nothing where they agree. Programs that know
 * such a field believe it.
 * @param numbers size, packed size and offset, none of which is left to ZIP64
 */
export function findOtherClaim(
  extra: DataView,
  nameBytes: Uint8Array,
  numbers: readonly number[],
): "size" | "name" | undefined {
  for (let at = 0; at + 4 <= extra.byteLength; ) {
    const [id = 0, length = 0] = [at, at + 2].map((field) => extra.getUint16(field, true));
    if (at + 4 + length > extra.byteLength) return undefined;
    const field = new DataView(extra.buffer, extra.byteOffset + at + 4, length);
    if (id === ZIP64 && !repeatsNumbers(field, numbers)) return "size";
    if (id === UNICODE_PATH && !repeatsName(field, nameBytes)) return "name";
    at += 4 + length;
  }
  return undefined;
}

function repeatsNumbers(field: DataView, numbers: readonly number[]): boolean {
  const said = Array.from({ length: Math.floor(field.byteLength / 8) }, (_, i) =>
    Number(field.getBigUint64(8 * i, true)),
  );
  return said.every((number, i) => i >= numbers.length || number === numbers[i]);
}

/** A name of ASCII has no other form; one in an old code page has its UTF-8 here, which nobody can compare. */
function repeatsName(field: DataView, nameBytes: Uint8Array): boolean {
  if (nameBytes.some((byte) => byte > 0x7f)) return true;
  if (field.byteLength < 5) return false;
  const said = new Uint8Array(field.buffer, field.byteOffset + 5, field.byteLength - 5);
  return said.length === nameBytes.length && said.every((byte, i) => byte === nameBytes[i]);
}
