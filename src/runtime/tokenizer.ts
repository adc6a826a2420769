import type { TextCodec } from "../contract/forward-pass.ts";
import { createCodec } from "../tokenizer/create-codec.ts";
import { readTokenizerFile } from "../tokenizer/read-tokenizer.ts";

const FILE = "tokenizer.json";

/**
 * Makes the tokenizer of a package of ours, whose `tokenizer.json` says all.
 * @param text content of `tokenizer.json`
 * @param vocabSize of the model; the tokenizer may have fewer tokens (padded embeddings), never more
 * @throws Refusal `malformed_file`, `limit_exceeded`, `tokenizer_mismatch` that names the part that is not understood
 */
export function createTokenizer(text: string, vocabSize: number): TextCodec {
  return createCodec(readTokenizerFile(text, FILE), FILE, vocabSize);
}
