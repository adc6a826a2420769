import { refuseTokenizer } from "../../contract/refuse-file.ts";
import type { NamedBytes } from "../../contract/bytes.ts";
import type { JsonObject } from "../../contract/strict-json.ts";
import type { TokenizerFile } from "../../tokenizer/schema.ts";
import { readJsonObject } from "./json-file.ts";
import { READ_LIMITS } from "./limits.ts";
import { readText } from "./read-range.ts";
import { gpt2File } from "./tokenizer-parts.ts";

/** `vocab.json` and `merges.txt`, the files of OpenAI's release, as a tokenizer file; nothing is added yet. */
export async function readSlowTokenizer(
  vocab: NamedBytes,
  merges: NamedBytes,
  config: JsonObject,
): Promise<TokenizerFile> {
  const model = {
    vocab: parseVocab(await readJsonObject(vocab, READ_LIMITS.tokenizerBytes), vocab.path),
    merges: parseMerges(await readText(merges, READ_LIMITS.tokenizerBytes)),
  };
  return gpt2File(model, config.get("add_prefix_space") === true, null);
}

function parseVocab(json: JsonObject, path: string): Map<string, number> {
  const vocab = new Map<string, number>();
  for (const [token, id] of json) {
    if (typeof id !== "number") throw refuseTokenizer(path, "token_without_id", { token });
    vocab.set(token, id);
  }
  return vocab;
}

/** One merge per line; lines with the version are left out. */
function parseMerges(text: string): string[] {
  const lines = text.split("\n").map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
  return lines.filter((line) => line !== "" && !line.startsWith("#version"));
}
