import * as v from "valibot";
import { text, replacement } from "./fields.ts";

const simpleNormalizers = [
  v.strictObject({ type: v.picklist(["NFC", "NFD", "NFKC", "NFKD", "Lowercase", "StripAccents", "ByteLevel", "Nmt"]) }),
  v.strictObject({
    type: v.literal("BertNormalizer"),
    clean_text: v.boolean(),
    handle_chinese_chars: v.boolean(),
    /** Without a word on it, as `lowercase`. */
    strip_accents: v.nullish(v.boolean(), null),
    lowercase: v.boolean(),
  }),
  /** Rules of SentencePiece, in base64. */
  v.strictObject({ type: v.literal("Precompiled"), precompiled_charsmap: text }),
  v.strictObject({ type: v.literal("Strip"), strip_left: v.boolean(), strip_right: v.boolean() }),
  v.strictObject({ type: v.literal("Prepend"), prepend: text }),
  replacement,
] as const;
type SimpleNormalizer = v.InferOutput<(typeof simpleNormalizers)[number]>;
export type Normalizer = SimpleNormalizer | { type: "Sequence"; normalizers: Normalizer[] };
export const normalizer: v.GenericSchema<unknown, Normalizer> = v.variant("type", [
  ...simpleNormalizers,
  v.strictObject({ type: v.literal("Sequence"), normalizers: v.array(v.lazy(() => normalizer)) }),
]);
