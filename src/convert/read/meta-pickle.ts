import type { NamedBytes } from "../../contract/bytes.ts";
import { refuseOver, refuseTokenizer } from "../../contract/refuse-file.ts";
import { textFile } from "./memory-bytes.ts";
import { READ_LIMITS } from "./limits.ts";
import { readWhole } from "./read-range.ts";
import { unpickle } from "./unpickle.ts";
import type { Folder } from "./weight-files.ts";

/** The characters of nanoGPT's `meta.pkl` as a `tokenizer.json`: each is a token, and those that it never saw are left out. */
export async function readCharacters(file: NamedBytes): Promise<Folder> {
  const size = file.bytes.size;
  if (size > READ_LIMITS.pickleBytes)
    throw refuseOver(file.path, "file_bytes", { bytes: size, most: READ_LIMITS.pickleBytes });
  const bytes = await readWhole(file.path, file.bytes);
  const { value } = unpickle(bytes, file.path);
  const ids = value instanceof Map ? value.get("stoi") : undefined;
  if (!(ids instanceof Map)) throw refuseTokenizer(file.path, "no_characters", {});
  const vocab = Object.fromEntries(
    [...ids].map(([character, id]) => {
      // Of longer ones nothing says which of them a text is cut into.
      if (typeof character !== "string" || [...character].length !== 1 || typeof id !== "number")
        throw refuseTokenizer(file.path, "no_characters", {});
      return [character, id];
    }),
  );
  const model = { type: "BPE", unk_token: null, vocab, merges: [] };
  const tokenizer = { version: "1.0", normalizer: null, pre_tokenizer: null, decoder: { type: "Fuse" }, model };
  return new Map([
    textFile("tokenizer.json", JSON.stringify({ ...tokenizer, post_processor: null, added_tokens: [] })),
    textFile("tokenizer_config.json", '{"tokenizer_class":"PreTrainedTokenizerFast"}'),
  ]);
}
