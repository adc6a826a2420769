import { refuseAbout, refuseFile } from "../../../contract/refuse-file.ts";
import { checkModelType } from "../../../gpt2/architecture.ts";
import type { PeekStart } from "../peek-start.ts";
import { checkTokenizerKind } from "./tokenizer-kinds.ts";

/** One of several parts, as `gguf-split` names them. */
const PART = /^(.*-)(\d{5})-of-(\d{5})\.gguf$/i;
/** Files of llama.cpp's tools beside a model. */
const OTHER = /imatrix|mmproj|lora/i;
/** What the name says of the weights, the best first: above 16 bits there is only more to download. */
const TYPES = [/b?f(?:p)?16/i, /f(?:p)?32/i, undefined, /q8/i, /q6/i, /q5/i, /q4/i, /q3/i, /q2/i, /iq\d/i];
/** The first keys stand here, the long lists of tokens after them. */
const START_BYTES = 4096;

/** The best GGUF file among these names, with the parts that follow it. */
export function chooseGguf(names: readonly string[]): readonly string[] {
  const files = names.filter((name) => /\.gguf$/i.test(name));
  const models = files.filter((name) => !OTHER.test(name));
  const [best] = [...(models.length > 0 ? models : files)].sort((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1));
  const stem = best === undefined ? undefined : PART.exec(best)?.[1];
  if (stem === undefined) return best === undefined ? [] : [best];
  return files.filter((name) => PART.exec(name)?.[1] === stem).sort();
}

function rankOf(name: string): number {
  const isLow = /iq\d/i.test(name);
  const rank = TYPES.findIndex((type) => type?.test(name));
  if (isLow) return TYPES.length;
  return rank < 0 ? TYPES.indexOf(undefined) : rank;
}

/**
 * All parts of a model must be there.
 * @throws Refusal `malformed_file` that names one that is not
 */
export function checkParts(chosen: readonly string[]): void {
  const [first = ""] = chosen;
  const [, stem = "", , count] = PART.exec(first) ?? [];
  for (let part = 1; count !== undefined && part <= Number(count); part++) {
    const name = `${stem}${String(part).padStart(5, "0")}-of-${count}.gguf`;
    if (!chosen.some((one) => one.toLowerCase() === name.toLowerCase()))
      throw refuseFile(first, "part_missing", { part: name });
  }
}

/** @throws Refusal for another architecture or tokenizer, as far as the first bytes tell */
export async function checkGgufStart(chosen: readonly string[], peek: PeekStart): Promise<void> {
  checkParts(chosen);
  const [path = ""] = chosen;
  const text = await peek(path, START_BYTES);
  if (!text.startsWith("GGUF")) throw refuseFile(path, "container", { part: "GGUF", at: "0", format: "GGUF" });
  checkMeta(new Map(KEYS.flatMap((key) => valueIn(text, key) ?? [])), path);
}

const KEYS = ["general.architecture", "general.type", "tokenizer.ggml.model", "tokenizer.ggml.pre"];

/** A short text behind its key, type and length. */
function valueIn(text: string, key: string): [string, string][] | undefined {
  const start = text.indexOf(`${key}\b\0\0\0`);
  const at = start + key.length + 4;
  const length = text.charCodeAt(at);
  const isShort = start >= 0 && length < 128 && text.slice(at + 1, at + 8) === "\0".repeat(7);
  return isShort ? [[key, text.slice(at + 8, at + 8 + length)]] : undefined;
}

/**
 * Refuses by its keys what is no GPT-2, or has a tokenizer of another kind.
 * @throws Refusal `unsupported_architecture`, `no_usable_files`, `tokenizer_mismatch`
 */
export function checkMeta(meta: ReadonlyMap<string, unknown>, path: string): void {
  const type = meta.get("general.type");
  if (type !== undefined && type !== "model")
    throw refuseAbout("no_usable_files", path, "unsupported_part", {
      part: `general.type ${String(type)}`,
      format: "GGUF",
    });
  const architecture = meta.get("general.architecture");
  if (architecture !== undefined) checkModelType({ model_type: architecture }, path);
  checkTokenizerKind(meta, path);
}
