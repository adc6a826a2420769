import * as v from "valibot";
import { flag, tokenId, text, byteLevel } from "./fields.ts";

const typeId = v.optional(v.number(), 0);
const piece = v.union([
  v.strictObject({ SpecialToken: v.strictObject({ id: text, type_id: typeId }) }),
  v.strictObject({ Sequence: v.strictObject({ id: v.picklist(["A", "B"]), type_id: typeId }) }),
]);
export type TemplatePiece = v.InferOutput<typeof piece>;
const named = v.strictTuple([text, tokenId]);

/** An object as a map; `v.record` would leave out `prototype` and `constructor`, which are words like others. */
const byName = <T extends v.GenericSchema>(value: T) =>
  v.pipe(
    v.custom<object>((input) => typeof input === "object" && input !== null && !Array.isArray(input), "an object"),
    v.transform((input) => new Map(Object.entries(input))),
    v.map(v.string(), value),
  );

const simplePostProcessors = [
  byteLevel,
  v.strictObject({
    type: v.literal("TemplateProcessing"),
    single: v.array(piece),
    pair: v.optional(v.array(piece), []),
    special_tokens: v.optional(
      byName(v.strictObject({ id: text, ids: v.array(tokenId), tokens: v.array(text) })),
      () => ({}),
    ),
  }),
  v.strictObject({ type: v.literal("BertProcessing"), sep: named, cls: named }),
  v.strictObject({
    type: v.literal("RobertaProcessing"),
    sep: named,
    cls: named,
    trim_offsets: flag(true),
    add_prefix_space: flag(true),
  }),
] as const;
type SimplePostProcessor = v.InferOutput<(typeof simplePostProcessors)[number]>;
export type PostProcessor = SimplePostProcessor | { type: "Sequence"; processors: PostProcessor[] };
export const postProcessor: v.GenericSchema<unknown, PostProcessor> = v.variant("type", [
  ...simplePostProcessors,
  v.strictObject({ type: v.literal("Sequence"), processors: v.array(v.lazy(() => postProcessor)) }),
]);
