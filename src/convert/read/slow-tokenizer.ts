import type { NamedBytes } from "../../contract/bytes.ts";
import { refuseTokenizer } from "../../contract/refuse-file.ts";
import type { JsonObject } from "../../contract/strict-json.ts";
import type { BpeModel } from "../../tokenizer/schema/model.ts";
import { bpeOf } from "./classes/part-makers.ts";
import { readJsonObject } from "./json-file.ts";
import { READ_LIMITS } from "./limits.ts";
import { readText } from "./read-range.ts";

/** `vocab.json` and `merges.txt`, the files of OpenAI's release; its class says all else. */
export async function readSlowTokenizer(vocab: NamedBytes, merges: NamedBytes): Promise<BpeModel> {
  const tokens = parseVocab(await readJsonObject(vocab, READ_LIMITS.tokenizerBytes), vocab.path);
  const pairs = parseMerges(await readText(merges, READ_LIMITS.tokenizerBytes));
  return bpeOf({ type: "BPE", vocab: tokens, merges: pairs });
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
