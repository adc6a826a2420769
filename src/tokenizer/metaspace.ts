import type { Piece } from "./pre-tokenizers.ts";
import { refusePart } from "./refuse.ts";
import type { TokenizerFile } from "./schema.ts";
import type { Metaspace } from "./schema/fields.ts";
import type { PreTokenizer } from "./schema/pre-tokenizer.ts";

type Scheme = "always" | "never" | "first";

/**
 * Older files have a flag beside the scheme.
 * @throws NotUnderstood where they contradict each other
 */
export function schemeOf({ prepend_scheme = "always", add_prefix_space }: Metaspace): Scheme {
  if (add_prefix_space !== false || prepend_scheme === "never") return prepend_scheme;
  throw refusePart("prefix_space", { scheme: prepend_scheme });
}

/** Pre-tokenizers that only cut, so that one can tell which part is the text's first. */
const CUTTERS = [
  "Whitespace",
  "WhitespaceSplit",
  "BertPreTokenizer",
  "Digits",
  "Punctuation",
  "CharDelimiterSplit",
  "Split",
];

/**
 * The scheme "first" asks where in the original a part comes from, which is not kept through every normalizer.
 * @throws NotUnderstood where it could not be told
 */
export function checkFirst({ normalizer, pre_tokenizer }: TokenizerFile): void {
  const steps = pre_tokenizer ? stepsOf(pre_tokenizer) : [];
  const last = steps.findLastIndex((step) => step.type === "Metaspace" && step.prepend_scheme === "first");
  if (last <= 0 || (normalizer === null && steps.slice(0, last).every(({ type }) => CUTTERS.includes(type)))) return;
  throw refusePart("scheme", {});
}

function stepsOf(part: PreTokenizer): PreTokenizer[] {
  return part.type === "Sequence" ? part.pretokenizers.flatMap(stepsOf) : [part];
}

/** Spaces become the replacement, and one is put before the text where it is wanted and not there. */
export function prependReplacement({ text, first }: Piece, part: Metaspace, scheme: Scheme): string {
  const replaced = text.replaceAll(" ", part.replacement);
  const wanted = scheme === "always" || (scheme === "first" && first);
  return wanted && !replaced.startsWith(part.replacement) ? part.replacement + replaced : replaced;
}

/** Each part begins with its replacement. */
export function splitAtReplacement(text: string, { replacement, split }: Metaspace): string[] {
  if (!split) return [text];
  const [head = "", ...rest] = text.split(replacement);
  return [head, ...rest.map((part) => replacement + part)];
}
