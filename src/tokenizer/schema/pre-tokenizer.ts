import * as v from "valibot";
import { BEHAVIORS } from "../split.ts";
import { flag, character, pattern, byteLevel, metaspace } from "./fields.ts";

const simplePreTokenizers = [
  byteLevel,
  metaspace,
  v.strictObject({ type: v.picklist(["Whitespace", "WhitespaceSplit", "BertPreTokenizer", "UnicodeScripts"]) }),
  v.strictObject({ type: v.literal("Digits"), individual_digits: flag(false) }),
  v.strictObject({ type: v.literal("Punctuation"), behavior: v.optional(v.picklist(BEHAVIORS), "Isolated") }),
  v.strictObject({ type: v.literal("CharDelimiterSplit"), delimiter: character }),
  v.strictObject({
    type: v.literal("Split"),
    pattern,
    behavior: v.picklist(BEHAVIORS),
    invert: flag(false),
  }),
  v.strictObject({ type: v.literal("FixedLength"), length: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) }),
] as const;
type SimplePreTokenizer = v.InferOutput<(typeof simplePreTokenizers)[number]>;
export type PreTokenizer = SimplePreTokenizer | { type: "Sequence"; pretokenizers: PreTokenizer[] };
export const preTokenizer: v.GenericSchema<unknown, PreTokenizer> = v.variant("type", [
  ...simplePreTokenizers,
  v.strictObject({ type: v.literal("Sequence"), pretokenizers: v.array(v.lazy(() => preTokenizer)) }),
]);
