import type { Decoder } from "../../../tokenizer/schema/decoder.ts";
import type { Merge, Model } from "../../../tokenizer/schema/model.ts";
import type { Normalizer } from "../../../tokenizer/schema/normalizer.ts";
import type { PostProcessor } from "../../../tokenizer/schema/post-processor.ts";
import type { PreTokenizer } from "../../../tokenizer/schema/pre-tokenizer.ts";
import type { FramePiece } from "./class-recipe.ts";

export const BYTE_LEVEL = { type: "ByteLevel", add_prefix_space: false, trim_offsets: true, use_regex: true } as const;
export const BYTE_DECODER = { ...BYTE_LEVEL, add_prefix_space: true } as const;
/** What stands for a space in SentencePiece's tokens. */
export const MARK = "\u2581";

interface BpeOptions {
  readonly unk_token?: string;
  readonly end_of_word_suffix?: string;
  readonly fuse_unk?: boolean;
  readonly byte_fallback?: boolean;
}

/** BPE of a file's tokens and merges with a class's own options. */
export function bpeOf(
  given: Pick<Model, "type" | "vocab"> & { readonly merges?: readonly Merge[] },
  options: BpeOptions = {},
) {
  return {
    type: "BPE" as const,
    dropout: null,
    unk_token: null,
    continuing_subword_prefix: "",
    end_of_word_suffix: "",
    fuse_unk: false,
    byte_fallback: false,
    ignore_merges: false,
    ...options,
    vocab: given.vocab,
    merges: given.merges ?? [],
  };
}

export function replace(from: string, content: string) {
  return { type: "Replace" as const, pattern: { String: from }, content };
}

export function replacePattern(from: string, content: string) {
  return { type: "Replace" as const, pattern: { Regex: from }, content };
}

export function metaspace(prepend_scheme: "always" | "never" | "first", split = true) {
  return { type: "Metaspace" as const, replacement: MARK, prepend_scheme, split };
}

/** Words cut at white space, each with its mark. */
export function markedWords(scheme: "always" | "never"): PreTokenizer {
  return { type: "Sequence", pretokenizers: [{ type: "WhitespaceSplit" }, metaspace(scheme)] };
}

export function inOrderOf(normalizers: Normalizer[]): Normalizer {
  return { type: "Sequence", normalizers };
}

export function decodersInOrder(decoders: Decoder[]): Decoder {
  return { type: "Sequence", decoders };
}

export function precompiled(charsmap: string | undefined): Normalizer[] {
  return charsmap === undefined ? [] : [{ type: "Precompiled", precompiled_charsmap: charsmap }];
}

/** Special tokens around a text, and what becomes of the white space at its ends. */
export function robertaFrame(
  cls: FramePiece,
  sep: FramePiece,
  ends: { readonly trim_offsets: boolean; readonly add_prefix_space: boolean },
): PostProcessor {
  return { type: "RobertaProcessing", sep: [sep.content, sep.id], cls: [cls.content, cls.id], ...ends };
}

type TemplateFrame = Extract<PostProcessor, { type: "TemplateProcessing" }>;

/** Special tokens before and after a text. */
export function template(before: readonly FramePiece[], after: readonly FramePiece[]): TemplateFrame {
  const special = ({ content }: FramePiece) => ({ SpecialToken: { id: content, type_id: 0 } });
  const text = (id: "A" | "B", type_id: number) => ({ Sequence: { id, type_id } });
  return {
    type: "TemplateProcessing",
    single: [...before.map(special), text("A", 0), ...after.map(special)],
    pair: [...before.map(special), text("A", 0), text("B", 1), ...after.map(special)],
    special_tokens: new Map(
      [...before, ...after].map(({ content, id }) => [content, { id: content, ids: [id], tokens: [content] }]),
    ),
  };
}
