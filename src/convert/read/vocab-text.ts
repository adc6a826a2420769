import type { NamedBytes } from "../../contract/bytes.ts";
import { refuseOver } from "../../contract/refuse-file.ts";
import { TOKENIZER_LIMITS } from "../../tokenizer/limits.ts";
import type { WordPieceModel } from "../../tokenizer/schema/model.ts";
import { SPACE } from "../../tokenizer/unicode.ts";
import { READ_LIMITS } from "./limits.ts";
import { readText } from "./read-range.ts";

const space = new RegExp(SPACE, "u");

/**
 * `vocab.txt`, a token in each line, as the library reads it: white space after a token is none of it, and of two equal ones the
 * last counts. Its class says all else.
 * @throws Refusal `limit_exceeded`, `malformed_file` for what is not UTF-8
 */
export async function readVocabText(file: NamedBytes): Promise<WordPieceModel> {
  const lines = (await readText(file, READ_LIMITS.tokenizerBytes)).split("\n");
  if (lines.at(-1) === "") lines.pop();
  if (lines.length > TOKENIZER_LIMITS.tokens)
    throw refuseOver(file.path, "tokens", { count: lines.length, most: TOKENIZER_LIMITS.tokens });
  const vocab = new Map(lines.map((line, id) => [trimEnd(line), id]));
  return {
    type: "WordPiece",
    unk_token: "[UNK]",
    continuing_subword_prefix: "##",
    max_input_chars_per_word: 100,
    vocab,
  };
}

/** By hand: an expression would try each white space of a long line. */
function trimEnd(line: string): string {
  let end = line.length;
  while (end > 0 && space.test(line.charAt(end - 1))) end--;
  return line.slice(0, end);
}
