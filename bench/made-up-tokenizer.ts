import { readFile } from "node:fs/promises";

/** Text of a `tokenizer.json` with `size` words: those of the default model, then made-up ones. */
export async function madeUpTokenizer(size: number): Promise<string> {
  const letters = JSON.parse(await readFile("public/models/quotes/tokenizer.json", "utf8"));
  const vocab: Record<string, number> = letters.model.vocab;
  for (let id = Object.keys(vocab).length; id < size; id++) vocab[`<made up ${id}>`] = id;
  return JSON.stringify(letters);
}
