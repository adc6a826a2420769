import * as v from "valibot";

// What several parts of a tokenizer.json have in common.

export const flag = (otherwise: boolean) => v.optional(v.boolean(), otherwise);
export const MAX_ID = 0xffff_ffff;
export const tokenId = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(MAX_ID));
export const text = v.string();
export const character = v.pipe(
  v.string(),
  v.check((given) => [...given].length === 1, "one character"),
);

export const pattern = v.union([v.strictObject({ String: text }), v.strictObject({ Regex: text })]);
export type PatternSource = v.InferOutput<typeof pattern>;

export const replacement = v.strictObject({ type: v.literal("Replace"), pattern, content: text });

export const byteLevel = v.strictObject({
  type: v.literal("ByteLevel"),
  add_prefix_space: flag(false),
  trim_offsets: flag(true),
  use_regex: flag(true),
});

export const metaspace = v.strictObject({
  type: v.literal("Metaspace"),
  replacement: character,
  prepend_scheme: v.optional(v.picklist(["always", "never", "first"])),
  split: v.nullish(v.boolean(), true),
  /** What older files have instead of the scheme, and beside the replacement. */
  add_prefix_space: v.optional(v.boolean()),
  str_rep: v.optional(text),
});
export type Metaspace = v.InferOutput<typeof metaspace>;

export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
