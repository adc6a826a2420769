import { bertDropsStart, makeBertNormalizer } from "./bert-normalizer.ts";
import { toSymbols } from "./byte-symbols.ts";
import { inOrder } from "./in-order.ts";
import { makePrecompiled } from "./precompiled.ts";
import type { Normalizer } from "./schema/normalizer.ts";
import { patternOf, replaceAll, replacedPattern } from "./source-pattern.ts";
import { ACCENT, lowerCase, normalizeUnicode, SPACE } from "./unicode.ts";

type Normalize = (text: string) => string;

const spaceAtStart = new RegExp(`^${SPACE}+`, "u");
const spaceAtEnd = new RegExp(`(?<!${SPACE})${SPACE}+$`, "u");
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what SentencePiece's rules for translation drop
const nmtControl = /[\x01-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]/g;
const nmtSpace = /[\t\n\f\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]/g;
const accentAtStart = new RegExp(`^(?:${ACCENT.source})`, "u");

/** @throws NotUnderstood */
export function makeNormalizer(part: Normalizer): Normalize {
  switch (part.type) {
    case "NFC":
    case "NFD":
    case "NFKC":
    case "NFKD":
      return normalizeUnicode(part.type);
    case "Lowercase":
      return lowerCase;
    case "StripAccents":
      return (text) => text.replace(ACCENT, "");
    case "ByteLevel":
      return toSymbols;
    case "Nmt":
      return (text) => text.replace(nmtControl, "").replace(nmtSpace, " ");
    case "BertNormalizer":
      return makeBertNormalizer(part);
    case "Precompiled":
      return makePrecompiled(part.precompiled_charsmap);
    case "Strip":
      return (text) => {
        const rest = part.strip_left ? text.replace(spaceAtStart, "") : text;
        return part.strip_right ? rest.replace(spaceAtEnd, "") : rest;
      };
    case "Prepend":
      return (text) => (text === "" ? text : part.prepend + text);
    case "Replace": {
      const pattern = replacedPattern(part.pattern);
      return (text) => replaceAll(text, pattern, part.content);
    }
    case "Sequence":
      return inOrder(part.normalizers.map(makeNormalizer));
  }
}

/**
 * Whether a normalizer drops what a text begins with: then what is left is not the text's beginning any more, and a
 * Metaspace that prepends to the first word alone leaves it as it is.
 */
export function dropsStart(part: Normalizer | null, text: string): boolean {
  switch (part?.type) {
    case "Strip":
      return part.strip_left && spaceAtStart.test(text);
    case "StripAccents":
      return accentAtStart.test(text);
    case "Nmt":
      return text.search(nmtControl) === 0;
    case "BertNormalizer":
      return bertDropsStart(part, text);
    case "Replace": {
      const [start] = patternOf(part.pattern)(text);
      const least = part.content === "" ? 1 : 2;
      // What takes the place of several characters stands where the last of them was.
      return start?.matched === true && [...start.text].length >= least;
    }
    case "Sequence": {
      const [step, ...rest] = part.normalizers;
      if (step === undefined) return false;
      return dropsStart(step, text) || dropsStart({ ...part, normalizers: rest }, makeNormalizer(step)(text));
    }
    default:
      return false;
  }
}
