import { splitGraphemes } from "unicode-segmenter/grapheme";
import { type Charsmap, readCharsmap, ruleAt } from "./charsmap.ts";

/** Graphemes of more bytes are looked up character by character. */
const LONGEST_GRAPHEME = 5;
/** Below U+0300 no two characters are one grapheme, but a line end of two. */
const MAY_JOIN = /[^\0-\u02ff]|\r\n/;
const CACHED = 20_000;

const encoder = new TextEncoder();

/**
 * The normalizer `Precompiled`, as the library's spm_precompiled does it: the shortest rule at the beginning of a grapheme takes the
 * place of all of it.
 * @param source in base64
 * @throws NotUnderstood for what is none
 */
export function makePrecompiled(source: string): (text: string) => string {
  const map = readCharsmap(source);
  const known = new Map<string, string>();
  const replaceOnce = (grapheme: string) => {
    const before = known.get(grapheme);
    if (before !== undefined) return before;
    const replaced = replaceGrapheme(grapheme, map);
    if (known.size >= CACHED) known.clear();
    if (grapheme.length <= LONGEST_GRAPHEME) known.set(grapheme, replaced);
    return replaced;
  };
  return (text) => {
    let normalized = "";
    for (const grapheme of MAY_JOIN.test(text) ? splitGraphemes(text) : text) normalized += replaceOnce(grapheme);
    return normalized;
  };
}

function replaceGrapheme(grapheme: string, map: Charsmap): string {
  const whole = encoder.encode(grapheme);
  const replaced = whole.length <= LONGEST_GRAPHEME ? ruleAt(whole, map) : undefined;
  if (replaced !== undefined) return replaced;
  let text = "";
  for (const character of grapheme) text += ruleAt(encoder.encode(character), map) ?? character;
  return text;
}
