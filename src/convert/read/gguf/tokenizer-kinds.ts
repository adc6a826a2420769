import { refuseTokenizer } from "../../../contract/refuse-file.ts";

/** llama.cpp cuts words as GPT-2 does for these; `default` and none at all is what converters wrote before they told them apart. */
const AS_GPT2 = ["gpt-2", "default", "phi-2", "mpt", "olmo", "jais"];
/** No tokenizer is in the file. */
const NONE = ["no_vocab", "none"];

export const MODEL_KEY = "tokenizer.ggml.model";
const CUT_KEY = "tokenizer.ggml.pre";

/** Whether a GGUF file with these keys has a tokenizer. */
export function hasTokens(meta: ReadonlyMap<string, unknown>): boolean {
  const model = meta.get(MODEL_KEY);
  return model !== undefined && !NONE.includes(String(model));
}

/** @throws Refusal `tokenizer_mismatch` for a tokenizer that is not GPT-2's */
export function checkTokenizerKind(meta: ReadonlyMap<string, unknown>, path: string): void {
  if (!hasTokens(meta)) return;
  const model = meta.get(MODEL_KEY);
  if (model !== "gpt2") throw refuseTokenizer(path, "tokenizer_kind", { name: String(model) });
  const cut = meta.get(CUT_KEY) ?? "default";
  if (!AS_GPT2.some((name) => name === cut)) throw refuseTokenizer(path, "tokenizer_kind", { name: String(cut) });
}
