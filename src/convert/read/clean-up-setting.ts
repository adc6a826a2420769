import type { JsonObject } from "../../contract/strict-json.ts";
import { CLEAN_UP } from "../../tokenizer/clean-up.ts";
import type { TokenizerFile } from "../../tokenizer/schema.ts";
import type { Decoder } from "../../tokenizer/schema/decoder.ts";

const SETTING = "clean_up_tokenization_spaces";
const FOR_BPE = "clean_up_tokenization_spaces_for_bpe_even_though_it_will_corrupt_output";

/** Writes `clean_up_tokenization_spaces` into the decoder, where transformers obeys it: for other models than BPE. */
export function withCleanUp(file: TokenizerFile, config: JsonObject): TokenizerFile {
  const isObeyed = file.model.type !== "BPE" || config.get(FOR_BPE) === true;
  if (config.get(SETTING) !== true || !isObeyed) return file;
  return { ...file, decoder: { type: "Sequence", decoders: [file.decoder ?? spaced(file), ...CLEAN_UP] } };
}

/** What stands for no decoder: spaces between all tokens, written as pieces that begin with a prefix that none has. */
function spaced({ model, added_tokens }: TokenizerFile): Decoder {
  const tokens = [...model.vocab.keys(), ...added_tokens.map(({ content }) => content)];
  let prefix = "##";
  while (tokens.some((token) => token.startsWith(prefix))) prefix += "#";
  return { type: "WordPiece", prefix, cleanup: false };
}
