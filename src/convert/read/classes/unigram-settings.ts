import type { Json } from "../../../contract/strict-json.ts";
import { makeUnigramModel, type ScoredToken } from "../../../tokenizer/schema/model.ts";
import type { Normalizer } from "../../../tokenizer/schema/normalizer.ts";
import { type ClassSettings, type ClassSource, scoredTokens } from "./class-recipe.ts";

export const SENTENCE = {
  bos_token: "<s>",
  eos_token: "</s>",
  unk_token: "<unk>",
  sep_token: "</s>",
  pad_token: "<pad>",
  cls_token: "<s>",
  mask_token: "<mask>",
} as const;
export const BEFORE_A_MASK = { mask_token: { lstrip: true } } as const;

export function unigram(
  { model }: ClassSource,
  name: string,
  unknown: number | ((scored: readonly ScoredToken[]) => number),
) {
  const scored = scoredTokens(model, name);
  const unk_id = typeof unknown === "number" ? unknown : unknown(scored);
  return makeUnigramModel({ unk_id, byte_fallback: false }, scored);
}

/** One normalizer where there is one, none where there is none. */
export function only([first]: readonly Normalizer[]): Normalizer | null {
  return first ?? null;
}

export function schemeOf(settings: ClassSettings): "always" | "never" {
  return settings.flag("add_prefix_space", true) ? "always" : "never";
}

export function contentOf(token: Json): string {
  return token instanceof Map ? String(token.get("content")) : String(token);
}
