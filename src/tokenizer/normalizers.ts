import { toSymbols } from "./byte-symbols.ts";
import type { Normalizer } from "./schema.ts";
import { patternOf, replaceAll, replacedPattern } from "./source-pattern.ts";
import { ACCENT, lowerCase, normalizeUnicode, SPACE } from "./unicode.ts";

type Normalize = (text: string) => string;

const spaceAtStart = new RegExp(`^${SPACE}+`, "u");
const spaceAtEnd = new RegExp(`(?<!${SPACE})${SPACE}+$`, "u");
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
    case "Sequence": {
      const steps = part.normalizers.map(makeNormalizer);
      return (text) => steps.reduce((done, step) => step(done), text);
    }
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
    case "Replace": {
      const [start] = patternOf(part.pattern)(text);
      return part.content === "" && start !== undefined && start.matched && start.text !== "";
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
