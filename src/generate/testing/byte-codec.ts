import type { TextCodec } from "../../contract/forward-pass.ts";

/**
 * A tokenizer with one token per byte, so that characters beyond ASCII take several tokens, and with longer tokens
 * from id 256 on. Ids in `special` are left out of the text.
 */
export function byteCodec(longer: readonly string[] = [], special: readonly number[] = []): TextCodec {
  const encoder = new TextEncoder();
  return {
    encode: (text) => {
      const ids: number[] = [];
      for (let rest = text; rest !== ""; ) {
        const found = longer.findIndex((token) => rest.startsWith(token));
        const piece = longer[found] ?? [...rest][0] ?? "";
        if (found >= 0) ids.push(256 + found);
        else ids.push(...encoder.encode(piece));
        rest = rest.slice(piece.length);
      }
      return ids;
    },
    decode: (ids) => {
      const kept = ids.filter((id) => !special.includes(id));
      const bytes = kept.flatMap((id) => (id < 256 ? [id] : [...encoder.encode(longer[id - 256] ?? "")]));
      return new TextDecoder().decode(Uint8Array.from(bytes));
    },
  };
}
