import { refuseTokenizer } from "../contract/refuse-file.ts";

/** The ids of a part of a text that the model gets on its own. @throws Refusal for what the model has no token for */
export type Tokenize = (word: string) => readonly number[];

/** The id of the token for what is unknown. @throws Refusal where the vocabulary lacks it */
export function unknownOf(token: string, vocab: ReadonlyMap<string, number>): number {
  const id = vocab.get(token);
  if (id === undefined) throw refuseTokenizer("tokenizer.json", "unk_token", { token });
  return id;
}
