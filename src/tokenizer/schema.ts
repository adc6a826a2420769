import * as v from "valibot";
import { decoder } from "./schema/decoder.ts";
import { flag, tokenId } from "./schema/fields.ts";
import { model } from "./schema/model.ts";
import { normalizer } from "./schema/normalizer.ts";
import { postProcessor } from "./schema/post-processor.ts";
import { preTokenizer } from "./schema/pre-tokenizer.ts";

/*
 * What is understood of a tokenizer.json, field by field, as the tokenizers library reads it. Objects are strict: a field or
 * value that is not listed is refused by its name, since to leave it out could mean other ids.
 */

const addedToken = v.pipe(
  v.strictObject({
    id: tokenId,
    content: v.pipe(v.string(), v.minLength(1)),
    single_word: flag(false),
    lstrip: flag(false),
    rstrip: flag(false),
    normalized: v.optional(v.boolean()),
    special: flag(false),
  }),
  v.transform((token) => ({ ...token, normalized: token.normalized ?? !token.special })),
);

export const tokenizerFile = v.strictObject({
  version: v.optional(v.literal("1.0"), "1.0"),
  /** Of use in training; transformers switches both off for a prompt. */
  truncation: v.optional(v.unknown()),
  padding: v.optional(v.unknown()),
  added_tokens: v.optional(v.array(addedToken), []),
  normalizer: v.nullish(normalizer, null),
  pre_tokenizer: v.nullish(preTokenizer, null),
  post_processor: v.nullish(postProcessor, null),
  decoder: v.nullish(decoder, null),
  model,
});
export type TokenizerFile = v.InferOutput<typeof tokenizerFile>;
