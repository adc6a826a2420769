import { refuseTokenizer } from "../contract/refuse-file.ts";
import type { TextCodec } from "../contract/forward-pass.ts";
import { AddedVocabulary } from "./added-vocabulary.ts";
import { isFreeOfContext, makeDecoder } from "./decoders.ts";
import { describeTokens } from "./describe-token.ts";
import { makeTokenize, tokensOf } from "./make-tokenize.ts";
import { checkFirst } from "./metaspace.ts";
import { dropsStart, makeNormalizer } from "./normalizers.ts";
import { makeSettle } from "./settle.ts";
import { type Frame, frameOf } from "./post-processor.ts";
import { makePreTokenizer, type Piece } from "./pre-tokenizers.ts";
import { NotUnderstood } from "./refuse.ts";
import type { TokenizerFile } from "./schema.ts";

/**
 * Makes a tokenizer of what its file says.
 * @param rows of the embedding; each token of the vocabulary needs one. Added tokens without one are only refused in a text:
 *   many were added and never used
 * @throws Refusal `tokenizer_mismatch` that names the part that is not understood
 */
export function createCodec(file: TokenizerFile, path: string, rows = Number.POSITIVE_INFINITY): TextCodec {
  const part = <T>(name: keyof TokenizerFile, make: () => T): T => makePart(name, path, make);
  const normalize = part("normalizer", () => (file.normalizer ? makeNormalizer(file.normalizer) : same));
  const preTokenize = part("pre_tokenizer", () => (file.pre_tokenizer ? makePreTokenizer(file.pre_tokenizer) : keep));
  part("pre_tokenizer", () => checkFirst(file));
  const decode = part("decoder", () => (file.decoder ? makeDecoder(file.decoder) : joinBySpace));
  const frame = part("post_processor", () => frameOf(file.post_processor));
  const tokenize = makeTokenize(file.model);
  const added = part("added_tokens", () => new AddedVocabulary(file.added_tokens, file.model, normalize));
  checkRows(file, frame, path, rows);
  const tokens = new Map([...tokensOf(file.model), ...added.texts]);
  const checkedId = (id: number) => {
    if (id < rows) return id;
    throw refuseTokenizer(path, "token_without_row", { token: tokens.get(id) ?? "", id: `${id}`, rows });
  };
  /** The tokens that are not left out of a text. */
  const knownOf = (ids: readonly number[]) =>
    ids.flatMap((id) => tokens.get(id) ?? []).filter((token) => !added.special.has(token));
  return {
    prefix: frame.before,
    suffix: frame.after,
    encode(text) {
      const ids: number[] = [];
      let first = true;
      for (const section of added.split(wellFormed(text), "plain")) {
        const inner = "id" in section ? [section] : added.split(normalize(section.text), "normalized");
        if ("text" in section && first) first = !dropsStart(file.normalizer, section.text);
        for (const part of inner) {
          const pieces: Piece[] = "id" in part ? [] : preTokenize([{ text: part.text, first }]);
          if ("id" in part) ids.push(checkedId(part.id));
          else for (const { text } of pieces) ids.push(...tokenize(text));
          first = false;
        }
      }
      return ids;
    },
    ...(isFreeOfContext(file.decoder) ? {} : { contextual: true, ...makeSettle(file.decoder, knownOf, decode) }),
    describe: describeTokens({ tokens, special: added.special }, file.decoder, decode),
    decode: (ids) => decode(knownOf(ids)).join(""),
  };
}

/** @throws Refusal for a token that every text or any word may need */
function checkRows({ model }: TokenizerFile, frame: Frame, path: string, rows: number): void {
  const beyond = [...tokensOf(model)].find(([id]) => id >= rows);
  const framed = [...frame.before, ...frame.after].find((id) => id >= rows);
  if (beyond === undefined && framed === undefined) return;
  if (beyond === undefined) throw refuseTokenizer(path, "frame_beyond", { id: `${framed}`, rows });
  const [id, token] = beyond;
  throw refuseTokenizer(path, "vocabulary_beyond", { token, id: `${id}`, rows });
}

const same = (text: string) => text;
const keep = (pieces: readonly Piece[]) => [...pieces];
const joinBySpace = (tokens: readonly string[]) => [tokens.join(" ")];
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Halves of surrogate pairs, which no other language has in a text, become U+FFFD. */
function wellFormed(text: string): string {
  return /\p{Cs}/u.test(text) ? decoder.decode(encoder.encode(text)) : text;
}

function makePart<T>(name: keyof TokenizerFile, path: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    throw refuseTokenizer(path, "not_understood", { part: name, fault: error.fault });
  }
}
