import type { TextCodec } from "../contract/forward-pass.ts";
import { byteOf } from "./byte-fallback.ts";
import { type Decode, decodersOf } from "./decoders.ts";
import type { Decoder } from "./schema/decoder.ts";

/** Characters at the end of a joined text that what follows may yet replace: the longest of such texts have six. */
const UNSETTLED = 8;

/** Never half of a surrogate pair. */
function withoutEnd(text: string): string {
  const end = Math.max(0, text.length - UNSETTLED);
  return text.slice(0, /[\udc00-\udfff]/.test(text.charAt(end)) ? Math.max(0, end - 1) : end);
}

/**
 * How to tell the part of a text that further tokens leave as it is, where a decoder makes characters of tokens for bytes or
 * replaces something in the joined text.
 * @param knownOf the tokens of ids that are not left out
 */
export function makeSettle(
  part: Decoder | null,
  knownOf: (ids: readonly number[]) => readonly string[],
  decode: Decode,
): Pick<TextCodec, "settle"> {
  const kinds = decodersOf(part).map(({ type }) => type);
  const hasBytes = kinds.includes("ByteFallback");
  const replaces = kinds.includes("Fuse") && kinds.lastIndexOf("Replace") > kinds.indexOf("Fuse");
  if (!hasBytes && !replaces) return {};
  return {
    settle(ids) {
      const tokens = knownOf(ids);
      // Bytes side by side are characters together, or none of them is.
      const end = hasBytes ? tokens.findLastIndex((token) => byteOf(token) === undefined) + 1 : tokens.length;
      const text = decode(tokens.slice(0, end)).join("");
      return replaces ? withoutEnd(text) : text;
    },
  };
}
