import type { TokenForm } from "../contract/forward-pass.ts";

interface AddedToken {
  readonly id: number;
  readonly content: string;
  readonly special: boolean;
}

/** What each token of a byte-level vocabulary is by itself; added tokens stand for their own text. */
export function describeTokens(
  vocab: ReadonlyMap<string, number>,
  added: readonly AddedToken[],
): (id: number) => TokenForm {
  const symbols = new Map([...vocab].map(([token, id]) => [id, token]));
  const own = new Map(added.map((token) => [token.id, token]));
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const lenient = new TextDecoder("utf-8", { ignoreBOM: true });
  return (id) => {
    const { content, special } = own.get(id) ?? {};
    if (content !== undefined) return special ? { text: content, special } : { text: content };
    const token = symbols.get(id);
    if (token === undefined) return { text: "", special: true };
    const bytes = Uint8Array.from([...token].flatMap((symbol) => BYTES.get(symbol) ?? [...encoder.encode(symbol)]));
    try {
      return { text: strict.decode(bytes) };
    } catch {
      return { text: lenient.decode(bytes), bytes: [...bytes] };
    }
  };
}

const encoder = new TextEncoder();

/** The byte that each character of a byte-level vocabulary stands for: itself where it can be seen, else in order from U+0100 on. */
const BYTES: ReadonlyMap<string, number> = byteSymbols();

function byteSymbols(): Map<string, number> {
  const isVisible = (byte: number) => (byte > 32 && byte < 127) || (byte > 160 && byte !== 173);
  let hidden = 0;
  return new Map(
    Array.from({ length: 256 }, (_, byte) => [String.fromCodePoint(isVisible(byte) ? byte : 256 + hidden++), byte]),
  );
}
