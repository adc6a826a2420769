import { BYTE_SYMBOLS } from "../../tokenizer/byte-symbols.ts";
import { textFile } from "./memory-bytes.ts";
import type { Folder } from "./weight-files.ts";

/** Tokens of GPT-2, and the most rows that trainers pad its embedding to: the next multiple of 128 and some added tokens. */
const [TOKENS, MOST_ROWS] = [50_257, 50_432];

/** Whether an embedding is GPT-2's own: its tokens, and rows that trainers add so that their number is a round one. */
export function hasGpt2Rows(rows: number): boolean {
  return rows >= TOKENS && rows <= MOST_ROWS;
}

/**
 * GPT-2's own tokenizer (OpenAI, MIT licence), as `vocab.json` and `merges.txt`. The vocabulary follows from the merges: the
 * bytes, those that one can see first, then what each merge makes, then the end of a text.
 */
export async function createGpt2Tokenizer(): Promise<Folder> {
  const { default: file } = await import("./gpt2-merges.json");
  const merged = file.merges.split("\n").map((merge) => merge.replace(" ", ""));
  const bytes = [...BYTE_SYMBOLS].sort();
  const tokens = [...bytes, ...merged, "<|endoftext|>"];
  const vocab = Object.fromEntries(tokens.map((token, id) => [token, id]));
  return new Map([textFile("vocab.json", JSON.stringify(vocab)), textFile("merges.txt", file.merges)]);
}
