/** Rounds of decoding: each program that a text goes through may escape it once more. */
const MOST_ROUNDS = 5;

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", " "],
  ["shy", ""],
]);

/**
 * A link or name with what mail programs, messengers and editors do to it taken back: percent-encoding and HTML escapes,
 * also several times over, and characters that nobody sees. White space stays.
 */
export function unmangle(text: string): string {
  let plain = text;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = decodeEntities(decodePercent(plain));
    if (next === plain) break;
    plain = next;
  }
  // Format characters: zero-width spaces and joiners, soft hyphens, byte order and direction marks.
  return plain.replace(/\p{Cf}|(?!\s)\p{Cc}/gu, "");
}

/** Decodes what is valid and leaves the rest as it is. */
function decodePercent(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

/** `&amp;`, `&#38;` and `&#x26;` as the characters that they encode. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (whole, decimal, hexadecimal, name) => {
    if (name !== undefined) return ENTITIES.get(name.toLowerCase()) ?? whole;
    const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
