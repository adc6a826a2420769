import type { TokenForm } from "../contract/forward-pass.ts";
import { byteOf } from "./byte-fallback.ts";
import { bytesOf } from "./byte-symbols.ts";
import { type Decode, decodersOf } from "./decoders.ts";
import type { Decoder } from "./schema/decoder.ts";

/** What a tokenizer knows of its tokens. */
interface KnownTokens {
  readonly tokens: ReadonlyMap<number, string>;
  readonly special: ReadonlySet<string>;
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder("utf-8", { ignoreBOM: true });

/** What each token is by itself: its bytes where the decoder makes bytes of it, else what it adds to a text. */
export function describeTokens(
  { tokens, special }: KnownTokens,
  part: Decoder | null,
  decode: Decode,
): (id: number) => TokenForm {
  const kinds = decodersOf(part).map(({ type }) => type);
  return (id) => {
    const token = tokens.get(id);
    if (token === undefined) return { text: "", special: true };
    if (special.has(token)) return { text: token, special: true };
    if (kinds[0] === "ByteLevel") return formOf(bytesOf(token));
    const byte = kinds.includes("ByteFallback") ? byteOf(token) : undefined;
    return byte === undefined ? { text: addedText(token, decode) } : formOf([byte]);
  };
}

/** Up to here ASCII is turned into text without a decoder, which costs much for a few bytes. */
const SHORT = 64;

function formOf(bytes: readonly number[]): TokenForm {
  if (bytes.length <= SHORT && bytes.every((byte) => byte < 0x80)) return { text: String.fromCharCode(...bytes) };
  const array = Uint8Array.from(bytes);
  try {
    return { text: strict.decode(array) };
  } catch {
    return { text: lenient.decode(array), bytes };
  }
}

/** What a token adds to the text before it, which may be another one than alone: a space belongs to what follows. */
function addedText(token: string, decode: Decode): string {
  const before = decode(["a"]).join("");
  const both = decode(["a", token]).join("");
  return both.startsWith(before) ? both.slice(before.length) : decode([token]).join("");
}
