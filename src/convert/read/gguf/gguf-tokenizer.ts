import { refuseTokenizer } from "../../../contract/refuse-file.ts";
import { template } from "../classes/part-makers.ts";
import { textFile } from "../memory-bytes.ts";
import type { Folder } from "../weight-files.ts";
import type { GgufValue } from "./gguf-header.ts";

/** Kinds of tokens, as llama.cpp numbers them. */
const [CONTROL, USER_DEFINED, UNUSED] = [3, 4, 5];
/** Roles of tokens by the keys of their ids. */
const ROLES: Readonly<Record<string, string>> = {
  bos_token: "bos_token_id",
  eos_token: "eos_token_id",
  unk_token: "unknown_token_id",
  pad_token: "padding_token_id",
};
const BYTE_LEVEL = { type: "ByteLevel", add_prefix_space: false, trim_offsets: true, use_regex: true };

type Meta = ReadonlyMap<string, GgufValue>;

/**
 * The byte-level BPE of a GGUF file as `tokenizer.json` and `tokenizer_config.json`. Rows without a token, which converters mark as
 * unused, get none.
 * @throws Refusal `tokenizer_mismatch`
 */
export function readGgufTokenizer(meta: Meta, path: string): Folder {
  const tokens = texts(meta, "tokens", path);
  const types = meta.get("tokenizer.ggml.token_type");
  const typeOf = (id: number) => (Array.isArray(types) ? types[id] : undefined);
  const vocab = new Map<string, number>();
  for (const [id, token] of tokens.entries()) {
    if (typeOf(id) === UNUSED) continue;
    const other = vocab.get(token);
    if (other !== undefined) throw refuseTokenizer(path, "token_twice", { token, id: `${id}`, other: `${other}` });
    vocab.set(token, id);
  }
  const added = [...vocab]
    .filter(([, id]) => typeOf(id) === CONTROL || typeOf(id) === USER_DEFINED)
    .map(([content, id]) => addedToken(content, id, typeOf(id) === CONTROL));
  const roles = Object.fromEntries(
    Object.entries(ROLES).flatMap(([role, key]) => {
      const token = tokens[Number(meta.get(`tokenizer.ggml.${key}`) ?? -1)];
      return token === undefined ? [] : [[role, token]];
    }),
  );
  const file = {
    version: "1.0",
    added_tokens: added,
    pre_tokenizer: { ...BYTE_LEVEL, add_prefix_space: meta.get("tokenizer.ggml.add_space_prefix") === true },
    post_processor: frame(meta, vocab, roles),
    decoder: BYTE_LEVEL,
    model: { type: "BPE", vocab: Object.fromEntries(vocab), merges: texts(meta, "merges", path) },
  };
  const settings = { tokenizer_class: "PreTrainedTokenizerFast", ...roles };
  return new Map([
    textFile("tokenizer.json", JSON.stringify(file)),
    textFile("tokenizer_config.json", JSON.stringify(settings)),
  ]);
}

function addedToken(content: string, id: number, special: boolean) {
  return { id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special };
}

/** What is put around every text, where the file says so. */
function frame(meta: Meta, vocab: ReadonlyMap<string, number>, roles: Readonly<Record<string, string>>) {
  const pieces = (role: string) => {
    const content = meta.get(`tokenizer.ggml.add_${role}`) === true ? roles[role] : undefined;
    return content === undefined ? [] : [{ content, id: vocab.get(content) ?? 0 }];
  };
  const [before, after] = [pieces("bos_token"), pieces("eos_token")];
  if (before.length + after.length === 0) return null;
  const framed = template(before, after);
  return { ...framed, special_tokens: Object.fromEntries(framed.special_tokens) };
}

function texts(meta: Meta, name: string, path: string): readonly string[] {
  const list = meta.get(`tokenizer.ggml.${name}`);
  const found = Array.isArray(list) ? list.filter((text) => typeof text === "string") : [];
  if (!Array.isArray(list) || found.length !== list.length)
    throw refuseTokenizer(path, "lacks_list", { name: `tokenizer.ggml.${name}` });
  return found;
}
