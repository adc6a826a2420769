import { startTokens } from "../generate/start-tokens.ts";
import { readText, type TextTokens } from "../generate/text-tokens.ts";
import type { OpenModel } from "./open-model.ts";

/** A text as a model reads it from where texts begin. @throws Refusal `tokenizer_mismatch` */
export function readScored(text: string, { pass, codec, defaults }: OpenModel): TextTokens {
  const start = startTokens(codec, defaults.bos_token_id);
  return readText(text, { codec, vocabSize: pass.vocabSize, start });
}
