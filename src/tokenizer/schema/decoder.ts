import * as v from "valibot";
import { text, character, replacement, byteLevel, metaspace, count } from "./fields.ts";

const simpleDecoders = [
  byteLevel,
  metaspace,
  v.strictObject({ type: v.picklist(["Fuse", "ByteFallback"]) }),
  v.strictObject({ type: v.literal("BPEDecoder"), suffix: v.optional(text, "</w>") }),
  v.strictObject({ type: v.literal("WordPiece"), prefix: text, cleanup: v.boolean() }),
  v.strictObject({ type: v.literal("CTC"), pad_token: text, word_delimiter_token: text, cleanup: v.boolean() }),
  v.strictObject({ type: v.literal("Strip"), content: character, start: count, stop: count }),
  replacement,
] as const;
type SimpleDecoder = v.InferOutput<(typeof simpleDecoders)[number]>;
export type Decoder = SimpleDecoder | { type: "Sequence"; decoders: Decoder[] };
export const decoder: v.GenericSchema<unknown, Decoder> = v.variant("type", [
  ...simpleDecoders,
  v.strictObject({ type: v.literal("Sequence"), decoders: v.array(v.lazy(() => decoder)) }),
]);
