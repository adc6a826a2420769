import type { Json } from "../../../contract/strict-json.ts";
import { makeUnigramModel, type ScoredToken } from "../../../tokenizer/schema/model.ts";
import type { Normalizer } from "../../../tokenizer/schema/normalizer.ts";
import { markedWords, metaspace } from "./part-makers.ts";
import { type ClassSettings, type ClassSource, scoredTokens } from "./class-recipe.ts";

/** Words with their marks, and how they are put together again. */
export function marked(scheme: "always" | "never") {
  return { pre_tokenizer: markedWords(scheme), decoder: metaspace(scheme) };
}

/** Lower case where the settings ask for it. */
export function lowered(settings: ClassSettings, otherwise: boolean): Normalizer[] {
  return settings.flag("do_lower_case", otherwise) ? [{ type: "Lowercase" }] : [];
}

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
