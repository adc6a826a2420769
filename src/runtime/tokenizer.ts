import { Tokenizer } from "@huggingface/tokenizers";
import * as v from "valibot";
import type { TextCodec } from "../contract/forward-pass.ts";
import { Refusal } from "../contract/outcome.ts";
import { parseStrictJson, plainJson } from "../contract/strict-json.ts";
import { describeTokens } from "./token-forms.ts";

const FILE = "tokenizer.json";
const HINT = "Choose another model, or a whole copy of this one.";

const tokenId = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Normalizers without a pattern or table of their own. */
const NORMALIZERS = ["NFC", "NFD", "NFKC", "NFKD", "Lowercase"] as const;

/** A map from texts to values. `v.record` would leave out `prototype` and `constructor`, which are words like others. */
const byText = <T extends v.GenericSchema>(value: T) =>
  v.pipe(
    v.custom<object>((input) => typeof input === "object" && input !== null && !Array.isArray(input), "no object"),
    v.transform((input) => new Map(Object.entries(input))),
    v.map(v.string(), value),
  );

/** What `add_bos_token` becomes: tokens that stand before every text. */
const template = v.object({
  type: v.literal("TemplateProcessing"),
  single: v.array(v.object({ SpecialToken: v.optional(v.object({ id: v.string() })) })),
  special_tokens: byText(v.object({ ids: v.array(tokenId) })),
});

/**
 * The parts of a `tokenizer.json` that make a GPT-2 tokenizer. Patterns and the chat template are not among them: a
 * pattern or a template from outside is code that could run for ever.
 */
const tokenizerFile = v.object({
  model: v.object({
    vocab: byText(tokenId),
    merges: v.array(v.union([v.string(), v.tuple([v.string(), v.string()])])),
  }),
  added_tokens: v.optional(
    v.array(
      v.object({
        id: tokenId,
        content: v.pipe(v.string(), v.minLength(1)),
        lstrip: v.optional(v.boolean(), false),
        rstrip: v.optional(v.boolean(), false),
        special: v.optional(v.boolean(), false),
      }),
    ),
    [],
  ),
  pre_tokenizer: v.optional(v.nullable(v.object({ add_prefix_space: v.optional(v.boolean(), false) }))),
  normalizer: v.fallback(v.optional(v.nullable(v.object({ type: v.picklist(NORMALIZERS) }))), null),
  post_processor: v.fallback(v.optional(v.nullable(template)), null),
});
type TokenizerFile = v.InferOutput<typeof tokenizerFile>;

/**
 * Makes the tokenizer of a model. Text is always split by GPT-2's own pattern, whatever pattern the file names.
 * @param text content of `tokenizer.json`
 * @param vocabSize of the model; the tokenizer may have fewer tokens (padded embeddings), never more
 * @throws Refusal `malformed_file`, `tokenizer_mismatch`
 */
export function createTokenizer(text: string, vocabSize: number): TextCodec {
  const file = parseFile(text);
  const ids = checkIds(file, vocabSize);
  const tokenizer = new Tokenizer(libraryInput(file), { clean_up_tokenization_spaces: false });
  return {
    describe: describeTokens(file.model.vocab, file.added_tokens),
    prefix: prefixOf(file).filter((id) => ids.has(id)),
    encode: (input) => tokenizer.encode(input, { add_special_tokens: false }).ids,
    decode: (given) => {
      const known = given.filter((id) => ids.has(id));
      return known.length === 0 ? "" : tokenizer.decode(known, { skip_special_tokens: true });
    },
  };
}

function parseFile(text: string): TokenizerFile {
  const result = v.safeParse(tokenizerFile, plainJson(parseStrictJson(text, FILE)));
  if (result.success) return result.output;
  const issue = result.issues[0];
  throw new Refusal(
    "malformed_file",
    `${FILE} is no GPT-2 tokenizer: ${v.getDotPath(issue) ?? "file"}: ${issue.message}`,
    {
      subject: FILE,
      hint: HINT,
    },
  );
}

/** All ids of the tokenizer, after a check that each belongs to one token and that the model has a row for it. */
function checkIds({ model, added_tokens }: TokenizerFile, vocabSize: number): ReadonlySet<number> {
  const tokens = new Map<number, string>();
  const entries = [...model.vocab, ...added_tokens.map(({ content, id }) => [content, id] as const)];
  for (const [token, id] of entries) {
    if (id >= vocabSize) {
      throw mismatch(`${FILE} has the token id ${id}, but the model has only ${vocabSize} tokens.`);
    }
    const other = tokens.get(id);
    if (other !== undefined && other !== token) {
      throw mismatch(`${FILE} gives the id ${id} to two tokens, ${quote(other)} and ${quote(token)}.`);
    }
    tokens.set(id, token);
  }
  return new Set(tokens.keys());
}

function mismatch(message: string): Refusal {
  const hint = "The tokenizer belongs to another model. Choose a model whose files fit each other.";
  return new Refusal("tokenizer_mismatch", message, { subject: FILE, hint });
}

function quote(token: string): string {
  return JSON.stringify(token.slice(0, 40));
}

/** The special tokens before the text. */
function prefixOf({ post_processor }: TokenizerFile): number[] {
  if (!post_processor) return [];
  const { single, special_tokens } = post_processor;
  const text = single.findIndex(({ SpecialToken }) => SpecialToken === undefined);
  return single
    .slice(0, Math.max(text, 0))
    .flatMap((part) => special_tokens.get(part.SpecialToken?.id ?? "")?.ids ?? []);
}

function libraryInput({ model, added_tokens, pre_tokenizer, normalizer }: TokenizerFile) {
  return {
    model: { type: "BPE", merges: model.merges, vocab: Object.fromEntries(model.vocab) },
    added_tokens,
    normalizer: normalizer ?? null,
    pre_tokenizer: { type: "ByteLevel", add_prefix_space: pre_tokenizer?.add_prefix_space ?? false, use_regex: true },
    post_processor: null,
    decoder: { type: "ByteLevel" },
  };
}
