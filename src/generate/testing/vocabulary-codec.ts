import type { TextCodec } from "../../contract/forward-pass.ts";

/**
 * A byte-level tokenizer of any tokens: always takes the longest one that fits.
 * @param tokens text, or bytes where a token is not a whole character; the place in the list is the id
 * @param special ids that are never encoded and left out of the text
 */
export function vocabularyCodec(
  tokens: readonly (string | readonly number[])[],
  special: readonly number[] = [],
): TextCodec {
  const encoder = new TextEncoder();
  const bytes = tokens.map((token) => (typeof token === "string" ? [...encoder.encode(token)] : token));
  const startsWith = (text: readonly number[], id: number) => bytes[id]?.every((byte, i) => text[i] === byte) === true;
  return {
    encode: (text) => {
      const ids: number[] = [];
      let rest = [...encoder.encode(text)];
      while (rest.length > 0) {
        const fitting = bytes.flatMap((_, id) => (!special.includes(id) && startsWith(rest, id) ? [id] : []));
        const id = fitting.sort((a, b) => (bytes[b]?.length ?? 0) - (bytes[a]?.length ?? 0))[0];
        if (id === undefined) throw new Error(`no token for ${JSON.stringify(text)}`);
        ids.push(id);
        rest = rest.slice(bytes[id]?.length);
      }
      return ids;
    },
    decode: (ids) => {
      const kept = ids.filter((id) => !special.includes(id)).flatMap((id) => bytes[id] ?? []);
      return new TextDecoder().decode(Uint8Array.from(kept));
    },
    describe: (id) => {
      const own = bytes[id];
      if (own === undefined || special.includes(id)) return { text: own === undefined ? "" : `<${id}>`, special: true };
      const text = new TextDecoder().decode(Uint8Array.from(own));
      return text.includes("\uFFFD") ? { text, bytes: own } : { text };
    },
  };
}

/** One token per byte, so that characters beyond ASCII take several, and longer tokens from id 256 on. */
export function byteCodec(longer: readonly string[] = [], special: readonly number[] = []): TextCodec {
  return vocabularyCodec([...Array.from({ length: 256 }, (_, byte) => [byte]), ...longer], special);
}
